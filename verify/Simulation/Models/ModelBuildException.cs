namespace HwGen.Verify.Simulation.Models;

/// <summary>A model could not be built; the message holds the tool's own lines.</summary>
/// <param name="message">what was built, by which tool, and what it said</param>
public sealed class ModelBuildException(string message) : Exception(message);
