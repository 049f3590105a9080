namespace HwGen.Verify.Simulation.Models;

/// <summary>An internal signal or memory that the test wants to reach by its hierarchical name.</summary>
/// <param name="Module">the module that declares it, as written in the source</param>
/// <param name="Variable">its name there</param>
/// <param name="Writable">whether the test writes it; reading alone costs less speed</param>
/// <param name="Forceable">whether the test forces it, see <see cref="DeviceUnderTest.Force"/>; not for memories</param>
/// <remarks>Every instance of the module shows the signal. Only these are kept visible: making all signals public
/// more than halves the speed of an array. Verilator shows memories of one dimension, not of several.</remarks>
public sealed record PublicSignal(string Module, string Variable, bool Writable = false, bool Forceable = false);
