using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using HwGen.Core.Configuration;

namespace HwGen.Cli.Synthesis;

/// <summary>What an array takes at the very least, whatever a tool makes of it: bounds from the configuration alone, by which an array far too large for its
/// part is refused at once and not after minutes of synthesis.</summary>
/// <remarks>All else comes on top: what fits by these bounds need not fit.</remarks>
public static class LeastResources
{
    private const int RequantizationBits = 54;  // bias, multiplier and shift of an entry

    /// <summary>Bits that memories must hold, by the key that sets them; what may be left out of their words is left out.</summary>
    public static ImmutableArray<(string Key, long Bits)> MemoryBits(ArrayConfiguration c) =>
    [
        ("memory.weight_kib", (long)c.WeightDepth * c.WeightWordWidth),
        ("memory.activation_kib", 2L * c.ActivationDepth * c.MTile * c.Block * c.ActivationBits),
        ("memory.tiles", (long)c.TileDepth * c.NTile * RequantizationBits),
        ("memory.list_entries", 4L * c.ListDepth * BitOperations.Log2((uint)c.ActivationDepth)),
    ];

    /// <summary>Registers: an accumulator may be in a multiplier, the shadow register behind it is not.</summary>
    public static long Registers(ArrayConfiguration c) => Outputs(c) * c.AccumulatorBits;

    /// <summary>Tables: multipliers and accumulators for which there is no hard one, and the multiplexers before all shadow registers but the first row's.</summary>
    /// <param name="c">the array</param>
    /// <param name="multipliers">hard ones that may be used</param>
    /// <param name="productBits">see <see cref="Fabric.ProductBits"/></param>
    public static long Logic(ArrayConfiguration c, long multipliers, int productBits) =>
        (Math.Max(0, Products(c) - multipliers) * c.ActivationBits * (c.WeightBits - 1) / productBits)
        + (Math.Max(0, Outputs(c) - multipliers) * c.AccumulatorBits)
        + ((Outputs(c) - c.NTile) * c.AccumulatorBits);

    /// <summary>Why an array cannot fit; empty if it may, or if no part is named.</summary>
    /// <returns>what is needed at least, what the part has, and which keys to lower</returns>
    public static IReadOnlyList<string> Misfits(ArrayConfiguration c, SynthesisTarget target)
    {
        if (target.Fabric is not { } fabric || target.Capacity.IsEmpty)
            return [];
        ImmutableArray<(string Key, long Bits)> memories = MemoryBits(c);
        (long logic, long registers, long blocks) = (target.Capacity[fabric.Logic], target.Capacity["FF"], target.Capacity[fabric.BlockRam]);
        long multipliers = target.Capacity.GetValueOrDefault(fabric.Multiplier);
        long held = (blocks * fabric.BlockRamBits) + (logic * fabric.LogicBits) + registers;
        const string Array = "lower array.mesh, array.tile or array.lanes";
        var misfits = new List<string>();
        if (memories.Sum(memory => memory.Bits) > held)
        {
            misfits.Add($"{Number(memories.Sum(memory => memory.Bits))} bits of memory, the part has {Number(held)} ({blocks} {fabric.BlockRam}, the rest in logic and registers); lower "
                + string.Join(", ", memories.OrderByDescending(memory => memory.Bits).Take(2).Select(memory => $"{memory.Key} ({Number(memory.Bits)} bits)")));
        }

        long tables = Logic(c, multipliers, fabric.ProductBits);
        if (tables > logic)
        {
            misfits.Add($"{Number(tables)} {fabric.Logic} for {Number(Products(c))} multipliers and {Number(Outputs(c))} accumulators, the part has {Number(logic)}"
                + $"{(multipliers > 0 ? $" beside {multipliers} {fabric.Multiplier}" : "")}; {Array}");
        }

        if (Registers(c) > registers)
            misfits.Add($"{Number(Registers(c))} FF behind {Number(Outputs(c))} accumulators of {c.AccumulatorBits} bits, the part has {Number(registers)}; {Array}, or numbers.accumulator_bits");
        return misfits;
    }

    private static long Outputs(ArrayConfiguration c) => (long)c.MTile * c.NTile;

    private static long Products(ArrayConfiguration c) => Outputs(c) * c.Lanes;

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
