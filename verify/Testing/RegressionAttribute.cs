using Xunit.Sdk;

namespace HwGen.Verify.Testing;

/// <summary>Has the harness run the tests of an assembly: <c>[assembly: Regression]</c>, once, anywhere in it.</summary>
/// <remarks>The tests stay what they are. <c>HWGEN_SHARD=i/n</c> runs the i-th of n parts of them; tests marked
/// <see cref="IsolatedAttribute"/>, or all with <c>HWGEN_ISOLATE=1</c>, run in a process of their own; the rows of a theory
/// run in parallel where the class is a <see cref="SimulationTest"/> without fixtures.</remarks>
[AttributeUsage(AttributeTargets.Assembly)]
[TestFrameworkDiscoverer("HwGen.Verify.Testing.RegressionFrameworkDiscoverer", "HwGen.Verify")]
public sealed class RegressionAttribute : Attribute, ITestFrameworkAttribute;
