using System.Globalization;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Verify.Simulation;

/// <summary>The design: its ports, and the internal signals and memories that its description made public.</summary>
public sealed unsafe class DeviceUnderTest
{
    private readonly string name;
    private readonly Dictionary<string, Signal> signals = new(StringComparer.Ordinal);
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
            AddInternals(instance.Signals, stage);
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

    internal void Release()
    {
        foreach (var signal in signals.Values)
            signal.Release();
        foreach (var memory in memories.Values)
            memory.Release();
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
