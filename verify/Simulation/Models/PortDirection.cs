namespace HwGen.Verify.Simulation.Models;

/// <summary>Which way a port of the top module goes.</summary>
public enum PortDirection
{
    /// <summary>The test drives it.</summary>
    Input,

    /// <summary>The design drives it.</summary>
    Output,

    /// <summary>Both drive it.</summary>
    InOut,
}
