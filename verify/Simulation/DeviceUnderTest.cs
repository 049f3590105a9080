using System.Globalization;
using System.Numerics;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Verify.Simulation;

/// <summary>The design: its ports, and the internal signals and memories that its description made public.</summary>
public sealed unsafe class DeviceUnderTest
{
    private readonly string name;
    private readonly Dictionary<string, Signal> signals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Signal Enable, Signal Value)> forces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MemoryArray> memories = new(StringComparer.Ordinal);

    internal DeviceUnderTest(VerilatorModel model, ModelInstance instance, WriteStage stage)
    {
        name = model.Description.Top;
        Ports = model.Ports;
        for (var i = 0; i < model.Ports.Count; i++)
        {
            var port = model.Ports[i];
            var address = instance.PortAddress(i);
            if (port.Direction == PortDirection.Input)
                new Span<byte>(address, port.StorageBytes).Clear();
            signals.Add(port.Name, new Signal(stage, port.Name, port.Width, address, port.Direction != PortDirection.Output));
        }

        if (model.Description.PublicSignals.Count > 0)
        {
            AddInternals(instance.Signals, stage);
            AddForces(instance.Forces, stage);
        }
    }

    /// <summary>The ports of the top module.</summary>
    public IReadOnlyList<PortInfo> Ports { get; }

    /// <summary>The names of all signals, ports first.</summary>
    public IEnumerable<string> Names => signals.Keys.Concat(memories.Keys);

    /// <summary>A port by its name, or a public internal signal by its hierarchical name (<c>top.instance.signal</c>).</summary>
    /// <exception cref="UnknownSignalException">there is none; the message names the nearest</exception>
    public Signal this[string signal] =>
        signals.TryGetValue(signal, out var found) ? found : throw new UnknownSignalException(name, signal, signals.Keys);

    /// <summary>Whether there is a signal of that name.</summary>
    public bool Has(string signal) => signals.ContainsKey(signal);

    /// <summary>A public internal memory by its hierarchical name.</summary>
    /// <exception cref="UnknownSignalException">there is none; the message names the nearest</exception>
    public MemoryArray Memory(string memory) =>
        memories.TryGetValue(memory, out var found) ? found : throw new UnknownSignalException(name, memory, memories.Keys);

    /// <summary>Holds a signal at a value, whatever drives it, until <see cref="Release(string)"/>. Takes effect as a write does.</summary>
    /// <param name="signal">the hierarchical name of a signal whose description says <c>Forceable</c></param>
    /// <param name="value">0 or more, of as many bits as the signal has</param>
    /// <remarks>The rest of the design sees the value; the signal itself goes on to show what drives it.</remarks>
    /// <exception cref="UnknownSignalException">there is none that can be forced; the message names the nearest</exception>
    public void Force(string signal, BigInteger value)
    {
        var (enable, forced) = Forceable(signal);
        forced.WideValue = value;
        enable.WideValue = (BigInteger.One << enable.Width) - 1;
    }

    /// <summary>Gives a forced signal back to what drives it.</summary>
    /// <exception cref="UnknownSignalException">there is none that can be forced; the message names the nearest</exception>
    public void Release(string signal) => Forceable(signal).Enable.WideValue = 0;

    internal void Release()
    {
        foreach (var (enable, value) in forces.Values)
        {
            enable.Release();
            value.Release();
        }

        foreach (var signal in signals.Values)
            signal.Release();
        foreach (var memory in memories.Values)
            memory.Release();
    }

    private (Signal Enable, Signal Value) Forceable(string signal) =>
        forces.TryGetValue(signal, out var found) ? found : throw new UnknownSignalException(name, signal, forces.Keys);

    // A line: name, address of the enable, address of the value, width.
    private void AddForces(string table, WriteStage stage)
    {
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Split(' ');
            var width = int.Parse(fields[3], CultureInfo.InvariantCulture);
            Signal At(string address) => new(stage, fields[0], width, (byte*)ulong.Parse(address, CultureInfo.InvariantCulture), canWrite: true);
            forces.Add(fields[0], (At(fields[1]), At(fields[2])));
        }
    }

    // A line: name, address, width, elements (0 for a signal), bytes of an element, writable.
    private void AddInternals(string table, WriteStage stage)
    {
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Split(' ');
            var path = fields[0].StartsWith("TOP.", StringComparison.Ordinal) ? fields[0][4..] : fields[0];
            var address = (byte*)ulong.Parse(fields[1], CultureInfo.InvariantCulture);
            var width = int.Parse(fields[2], CultureInfo.InvariantCulture);
            var elements = long.Parse(fields[3], CultureInfo.InvariantCulture);
            var elementBytes = int.Parse(fields[4], CultureInfo.InvariantCulture);
            var writable = fields[5] == "1";
            if (elements == 0)
                signals.TryAdd(path, new Signal(stage, path, width, address, writable));
            else
                memories.TryAdd(path, new MemoryArray(stage, path, width, elements, elementBytes, address, writable));
        }
    }
}
