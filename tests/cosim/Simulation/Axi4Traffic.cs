using HwGen.Verify.Axi4;
using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Tests.Cosim.Simulation;

/// <summary>Random legal bursts of a master model, compared with a memory that knows bytes only.</summary>
/// <remarks>Writes go into one half of the addresses while the other half is read, then the halves change. Which byte lies where
/// in a burst is worked out here anew, from the formulas of Arm IHI 0022, A3.4.</remarks>
internal sealed class Axi4Traffic(SimRandom random, int busBytes, int idWidth)
{
    // Small enough for most reads to meet what was written; the halves meet at a 4 KiB boundary.
    private readonly int half = Math.Min(4096, 64 * busBytes);
    private readonly Dictionary<long, byte> bytes = [];

    /// <summary>Bytes compared.</summary>
    public long Compared { get; private set; }

    /// <summary>What must lie in the memory.</summary>
    public IReadOnlyDictionary<long, byte> Bytes => bytes;

    /// <summary>Sends bursts in rounds and compares what is read.</summary>
    /// <param name="master">the master</param>
    /// <param name="rounds">rounds</param>
    /// <param name="bursts">bursts of a round, of writes and of reads each</param>
    public async SimTask Run(Axi4Master master, int rounds, int bursts)
    {
        for (var round = 0; round < rounds; round++)
        {
            var reads = new List<(Axi4Burst Burst, byte[] Target, Axi4Transfer Transfer)>();
            for (var i = 0; i < bursts; i++)
            {
                Write(master, 4096 - ((round & 1) * half));
                var burst = Burst(4096 - (((round + 1) & 1) * half));
                var target = new byte[Places(burst).Count];
                reads.Add((burst, target, master.BeginRead(burst, target, Id())));
            }

            await master.Drain();
            foreach (var (burst, target, transfer) in reads)
            {
                await master.Finish(transfer);
                Compare(burst, target);
            }
        }
    }

    /// <summary>The address of each byte of a burst in the order in which they cross the bus.</summary>
    public static List<long> Places(Axi4Burst burst)
    {
        long start = (long)burst.Address;
        long size = burst.BeatBytes;
        long aligned = start / size * size;
        long lower = start / (size * burst.Beats) * (size * burst.Beats);
        long upper = lower + (size * burst.Beats);
        var places = new List<long>();
        for (var n = 1; n <= burst.Beats; n++)
        {
            long address = n == 1 || burst.Kind == BurstKind.Fixed ? start : aligned + ((n - 1) * size);
            if (burst.Kind == BurstKind.Wrap && address >= upper)
                address -= upper - lower;
            for (long place = address; place < (address / size * size) + size; place++)
                places.Add(place);
        }

        return places;
    }

    /// <summary>A random legal burst.</summary>
    /// <param name="low">the lowest address of the half in which it lies</param>
    public Axi4Burst Burst(int low)
    {
        int beatBytes = 1 << random.Next(int.Log2(busBytes) + 1);
        int address = low + random.Next(half);
        switch (random.Next(4))
        {
            case 0:
                return new Axi4Burst((ulong)address, random.Next(1, 16), beatBytes, BurstKind.Fixed);
            case 1:
                return new Axi4Burst((ulong)(address / beatBytes * beatBytes), 2 << random.Next(4), beatBytes, BurstKind.Wrap);
            default:
                int room = (low + half - (address / beatBytes * beatBytes)) / beatBytes;
                int longest = Math.Min(room, random.Chance(0.1) ? 256 : 12);
                return new Axi4Burst((ulong)address, random.Next(1, longest), beatBytes);
        }
    }

    private ulong Id() => random.NextUInt64() >> (64 - idWidth);

    private void Write(Axi4Master master, int low)
    {
        Axi4Burst burst = Burst(low);
        List<long> places = Places(burst);
        var data = new byte[places.Count];
        random.NextBytes(data);
        bool[] enable = random.Chance(0.5) ? [] : [.. places.Select(_ => random.Chance(0.7))];
        for (var i = 0; i < data.Length; i++)
            if (enable.Length == 0 || enable[i])
                bytes[places[i]] = data[i];
        master.BeginWrite(burst, data, Id(), enable);
    }

    private void Compare(Axi4Burst burst, byte[] read)
    {
        List<long> places = Places(burst);
        for (var i = 0; i < read.Length; i++)
        {
            if (!bytes.TryGetValue(places[i], out byte expected))
                continue;
            Compared++;
            Assert.True(read[i] == expected, $"byte {i} of the {burst}, at 0x{places[i]:x}, is 0x{read[i]:x2}, expected 0x{expected:x2}");
        }
    }
}
