using System.Buffers.Binary;
using HwGen.Core.Image;
using HwGen.Core.IO;
using HwGen.Core.Network;

namespace HwGen.Core.Driver;

/// <summary>Inputs and golden outputs with which the driver tests itself on the board.</summary>
/// <remarks>Words: magic, version, bytes, CRC-32 of what follows, checksum of the plan, runs, bytes of an input, bytes of an output; then
/// input and output of each run. Source: docs/driver.md.</remarks>
public static class SelfTestVectors
{
    private const uint Magic = 0x56475748;
    private const uint Version = 1;

    /// <summary>The file.</summary>
    /// <param name="plan">what is tested</param>
    /// <param name="network">its integers, which the golden model works with</param>
    /// <param name="inputs">runs * batch samples x input shape</param>
    public static byte[] Write(DriverPlan plan, IntegerNetwork network, Tensor<int> inputs)
    {
        int runs = inputs.Shape[0] / plan.Options.Batch;
        if (runs < 1 || runs * plan.Options.Batch != inputs.Shape[0])
            throw new ArgumentException($"{inputs.Shape[0]} samples, must be a multiple of {plan.Options.Batch}", nameof(inputs));
        Tensor<int> outputs = IntegerExecutor.RunGolden(network, inputs);
        byte[] input = Pack(inputs.Values, plan.Input.ElementBytes);
        byte[] output = Pack(outputs.Values, plan.Output.ElementBytes);
        IEnumerable<byte> vectors = Enumerable.Range(0, runs).SelectMany(run =>
            input[(run * plan.InputBytes)..((run + 1) * plan.InputBytes)].Concat(output[(run * plan.OutputBytes)..((run + 1) * plan.OutputBytes)]));
        byte[] rest = [.. new PlanWords().Add(plan.Checksum).Add(runs, plan.InputBytes, plan.OutputBytes).ToBytes(), .. vectors];
        return [.. new PlanWords().Add(Magic).Add(Version).AddSize(rest.Length + 16L).Add(Crc32.Of(rest)).ToBytes(), .. rest];
    }

    /// <summary>Integers over the whole range of an input; the same ones each time.</summary>
    /// <param name="input">shape and range</param>
    /// <param name="samples">how many</param>
    public static Tensor<int> RandomInputs(PlanTensor input, int samples)
    {
        ulong state = 0x9E3779B97F4A7C15;  // splitmix64: the numbers must not depend on the version of .NET
        var inputs = new Tensor<int>([samples, .. input.Shape]);
        for (int i = 0; i < inputs.Count; i++)
            inputs.Values[i] = (int)(input.Quantization.Low + (long)(Next(ref state) % (ulong)(input.Quantization.High - (long)input.Quantization.Low + 1)));
        return inputs;
    }

    private static ulong Next(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>Integers as the driver stores them, little-endian.</summary>
    /// <param name="values">each fits</param>
    /// <param name="elementBytes">1, 2 or 4</param>
    public static byte[] Pack(ReadOnlySpan<int> values, int elementBytes)
    {
        var bytes = new byte[values.Length * elementBytes];
        for (int i = 0; i < values.Length; i++)
        {
            Span<byte> at = bytes.AsSpan(i * elementBytes);
            if (elementBytes == 1)
                at[0] = unchecked((byte)checked((sbyte)values[i]));
            else if (elementBytes == 2)
                BinaryPrimitives.WriteInt16LittleEndian(at, checked((short)values[i]));
            else
                BinaryPrimitives.WriteInt32LittleEndian(at, values[i]);
        }

        return bytes;
    }
}
