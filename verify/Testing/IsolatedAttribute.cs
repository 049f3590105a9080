namespace HwGen.Verify.Testing;

/// <summary>Runs each test of a method, class or assembly in a process of its own, so that a model that crashes, never comes back or
/// eats all memory fails its test and no other. Needs <see cref="RegressionAttribute"/>.</summary>
/// <remarks>Costs the start of a process a test. <c>HWGEN_ISOLATE=1</c> isolates all tests of an assembly, <c>HWGEN_ISOLATE=0</c> none, for a
/// debugger.</remarks>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Method)]
public sealed class IsolatedAttribute : Attribute
{
    /// <summary>The variable that isolates all tests, or none.</summary>
    public const string Variable = "HWGEN_ISOLATE";

    /// <summary>The memory that the process may use before it is ended; 0 for three quarters of what the machine or container has.</summary>
    public int MemoryMib { get; init; }
}
