using HwGen.Verify.Simulation.Models;

namespace HwGen.Verify.Simulation;

/// <summary>A test body that can be run again: without a wave first, with one if it fails.</summary>
public static class SimulationRun
{
    /// <summary>Runs a body on a fresh simulator. If it fails, runs it again with the same seed and a wave, and throws
    /// the failure with the wave's place in its message.</summary>
    /// <param name="model">the model, built with waves</param>
    /// <param name="options">how it runs</param>
    /// <param name="body">makes clocks and calls <see cref="Simulator.Run"/>; takes all that is random from the simulator</param>
    /// <param name="waveFile">where the wave of a failure is written</param>
    /// <param name="window">how long before the failure the wave begins; from the start if null</param>
    /// <exception cref="SimulationException">the body failed</exception>
    public static void Execute(
        VerilatorModel model, SimulationOptions options, Action<Simulator> body, string waveFile, SimTime? window = null)
    {
        if (Attempt(model, options, body) is not { } failure)
            return;
        if (failure is SimulationHangException { IsSlow: true })
            throw failure;
        var start = window is { } span && failure.Time > span ? failure.Time - span : SimTime.Zero;
        ReplayWithWave(model, options with { WaveStart = start }, body, waveFile);
        failure.WaveFile = waveFile;
        throw failure;
    }

    /// <summary>Runs a body once more and records a wave, whether it fails or not.</summary>
    /// <param name="model">the model, built with waves</param>
    /// <param name="options">how it ran, with its seed</param>
    /// <param name="body">the body</param>
    /// <param name="waveFile">where the wave is written</param>
    /// <returns>what it failed with, null if it passed</returns>
    public static SimulationException? ReplayWithWave(
        VerilatorModel model, SimulationOptions options, Action<Simulator> body, string waveFile) =>
        Attempt(model, options with { WaveFile = waveFile, Output = null }, body);

    /// <summary>Runs a body once, on a thread of its own: one that never comes back is left behind.</summary>
    /// <returns>what it failed with, null if it passed</returns>
    internal static SimulationException? Attempt(VerilatorModel model, SimulationOptions options, Action<Simulator> body)
    {
        var progress = ProgressPage.ForThisProcess();
        var advice = progress.IsShared ? "" : ". Its thread is left behind and keeps a core busy; [Isolated] runs a test in a process of its own, which is ended";
        return new WatchedThread(progress, options, advice).Run(() => Attempt(model, options, body, progress));
    }

    /// <summary>Runs a body once, on a thread of its own, for a program that ends when it fails.</summary>
    /// <exception cref="SimulationException">the body failed, or never came back</exception>
    internal static void Watch(VerilatorModel model, SimulationOptions options, Action<Simulator> body)
    {
        var progress = ProgressPage.ForThisProcess();
        if (new WatchedThread(progress, options).Run(() => Attempt(model, options, body, progress)) is { } failure)
            throw failure;
    }

    private static SimulationException? Attempt(
        VerilatorModel model, SimulationOptions options, Action<Simulator> body, ProgressPage progress)
    {
        using var simulator = new Simulator(model, options, progress);
        try
        {
            body(simulator);
            return null;
        }
        catch (SimulationException e)
        {
            return e;
        }
        catch (Exception e)
        {
            return new SimulationException(e.Message, simulator.Now, options.Seed, e);
        }
    }
}
