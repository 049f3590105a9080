namespace HwGen.Verify.Simulation.Models;

/// <summary>A top module beside <see cref="ModelDescription.Top"/>.</summary>
/// <param name="Name">the module; its ports are named NAME.PORT</param>
public sealed record TopModule(string Name)
{
    /// <summary>Values for its parameters.</summary>
    public IReadOnlyDictionary<string, ParameterValue> Parameters { get; init; } = new Dictionary<string, ParameterValue>();
}
