using System.Runtime.CompilerServices;
using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;
using Xunit.Abstractions;

namespace HwGen.Verify.Testing;

/// <summary>A class of tests with xunit that simulate a design.</summary>
/// <remarks>A failure is run again with a wave and a log, and says seed, simulated time, the command that repeats it, and where
/// wave and log lie. A test that passes writes nothing, unless <c>HWGEN_WAVES</c> names a folder for the waves of all tests.</remarks>
/// <param name="output">where xunit wants a test to print; it hands it to the constructor of the class</param>
public abstract class SimulationTest(ITestOutputHelper output)
{
    private const int LastLines = 40;

    /// <summary>Runs a test on a fresh design.</summary>
    /// <param name="model">the design</param>
    /// <param name="seed">decides all that is random</param>
    /// <param name="test">the test as a coroutine: makes clocks, drives, checks; takes all that is random from the simulator</param>
    /// <param name="options">limits and plus arguments; its seed and files do not count</param>
    /// <param name="name">the test method, filled in by the compiler</param>
    /// <exception cref="SimulationException">the test failed</exception>
    protected void Simulate(
        VerilatorModel model, ulong seed, Func<Simulator, SimTask> test, SimulationOptions? options = null, [CallerMemberName] string name = "")
    {
        RegressionWish.Refuse(GetType(), name);
        var place = TestPlace.Of(GetType(), name, seed);
        var seeds = TestSeeds.FromEnvironment();
        var plain = (options ?? new SimulationOptions()) with { Seed = seed, WaveFile = null };
        var extension = model.Description.Waves switch { WaveFormat.Vcd => "vcd", WaveFormat.Fst => "fst", _ => null };
        var waves = Environment.GetEnvironmentVariable(TestPlace.WaveVariable);
        var wanted = !string.IsNullOrEmpty(waves) && extension is not null ? place.File(extension, Path.GetFullPath(waves, place.Project)) : null;

        void Body(Simulator simulator) => simulator.Run(() => test(simulator));
        if (SimulationRun.Attempt(model, plain with { WaveFile = wanted }, Body) is not { } failure)
        {
            if (wanted is not null)
                output.WriteLine($"wave: {wanted}");
            return;
        }

        failure.Repeat = place.Command(seeds);
        if (failure is SimulationHangException { IsSlow: true })
            throw failure;
        var wave = wanted ?? (extension is null ? null : place.File(extension));
        var log = Path.ChangeExtension(wave ?? place.File("log"), "log");
        var again = Replay(model, plain with { WaveFile = wave }, Body, log);
        failure.WaveFile = wave;
        failure.LogFile = log;
        failure.IsRepeatable = again is not null && again.Time == failure.Time;
        throw failure;
    }

    private SimulationException? Replay(VerilatorModel model, SimulationOptions options, Action<Simulator> body, string logFile)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(logFile)!);
        var last = new Queue<string>();
        SimulationException? failure;
        using (var file = new StreamWriter(logFile))
        {
            failure = SimulationRun.Attempt(model, options with
            {
                Log = line =>
                {
                    file.WriteLine(line);
                    last.Enqueue(line);
                    if (last.Count > LastLines)
                        last.Dequeue();
                },
            }, body);
        }

        foreach (var line in last)
            output.WriteLine(line);
        return failure;
    }
}
