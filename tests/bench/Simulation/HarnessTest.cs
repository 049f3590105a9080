using HwGen.Verify.Simulation;

namespace HwGen.Bench.Simulation;

/// <summary>A test in C#, compared with hand-written C++.</summary>
/// <param name="Name">what it is in the table</param>
/// <param name="Run">runs it for at least a number of cycles</param>
/// <param name="Bar">the share of the C++ program's speed that it must reach, null if none was set</param>
internal sealed record HarnessTest(string Name, Action<Simulator, Clock, int> Run, double? Bar = null);
