using System.Buffers.Binary;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Jobs;
using HwGen.Core.Registers;
using HwGen.Verify.Gemm;

namespace HwGen.Cli.Boards;

/// <summary>The accelerator on a board: registers, images and jobs by frames.</summary>
/// <param name="link">to the board</param>
/// <param name="configuration">the array that must be on it</param>
public sealed class BoardAccelerator(BoardLink link, ArrayConfiguration configuration)
{
    /// <summary>Questions after which a job that does not go on is given up: on a board, each takes 0.3 ms or more.</summary>
    public int MostIdleAsks { get; init; } = 4000;

    /// <summary>Resets the accelerator and refuses to work with another one than the configuration's.</summary>
    /// <exception cref="CheckFailedException">nobody answers, or another design</exception>
    public void Identify()
    {
        link.Ask(new BoardRequest(BoardCommandCode.Reset, 0, 0, ReadOnlyMemory<byte>.Empty));
        uint[] identity = Read(RegisterMap.Magic, 3);
        if (identity[0] != RegisterMap.MagicValue || identity[1] != RegisterMap.VersionValue)
            throw new CheckFailedException($"the board holds another design: MAGIC and VERSION read 0x{identity[0]:x8} and 0x{identity[1]:x8}, must be 0x{RegisterMap.MagicValue:x8} and 0x{RegisterMap.VersionValue:x8}");
        if (identity[2] != configuration.Hash)
        {
            string known = ConfigurationFile.NameOf(identity[2]) is { } name ? $" ({name})" : "";
            throw new CheckFailedException($"the board holds another array: CONFIGURATION_HASH reads 0x{identity[2]:x8}{known}, {configuration.Name} has 0x{configuration.Hash:x8}");
        }
    }

    /// <summary>Makes sure that the array starts with an image in its memories, or with none: one that nobody asked for is released, by a job whose outputs
    /// mean nothing.</summary>
    /// <exception cref="CheckFailedException">an image is to be there and is not, or it cannot be released</exception>
    public void Start(bool withImage)
    {
        bool isThere = RegisterMap.Status.Fields.Single(field => field.Name == "IMAGES").Extract(Read(RegisterMap.Status, 1)[0]) != 0;
        if (withImage && !isThere)
            throw new CheckFailedException($"the array starts with no image{(Errors() is { Length: > 0 } errors ? $" ({errors})" : "")}, must with --preloaded: hwgen export IMAGE --into BITSTREAM puts one there");
        if (withImage)
            return;
        if (isThere)
            Transfer(new AcceleratorJob { Rows = 1, Blocks = 1, Activations = new byte[ActivationPacker.Bytes(configuration, rows: 1, k: 1)] });
        Write(RegisterMap.Status, uint.MaxValue);
    }

    /// <summary>Loads the image of a job, sends its activations, takes its outputs.</summary>
    /// <param name="job">registers and streams; it brings its image, unless the array holds it, and releases it</param>
    /// <param name="outputBytes">how many bytes its outputs are</param>
    /// <returns>the outputs, and the clocks of the array from the first step to the last</returns>
    /// <exception cref="CheckFailedException">the accelerator reports an error, or nothing goes on</exception>
    public (byte[] Outputs, long ArrayClocks) Run(AcceleratorJob job, long outputBytes)
    {
        Write(RegisterMap.CountClear, 1);
        List<byte> outputs = Transfer(job);
        RequireNoErrors();
        return outputs.Count >= outputBytes && outputs.Count - outputBytes < configuration.OutputStreamBits / 8
            ? (outputs.GetRange(0, (int)outputBytes).ToArray(), Read(RegisterMap.CountArray, 1)[0])
            : throw new CheckFailedException($"{outputs.Count} bytes of outputs came, must be {outputBytes}");
    }

    private List<byte> Transfer(AcceleratorJob job)
    {
        Write(RegisterMap.JobRows,
            (uint)job.Rows, (uint)job.Blocks, (job.Output is null ? 1u : 0u) | (job.ReleasesImage ? 2u : 0u),
            (uint)(job.Output?.ZeroPoint ?? 0), (uint)(job.Output?.ClampLow ?? 0), (uint)(job.Output?.ClampHigh ?? 0));
        Write(RegisterMap.Ctrl, 1);
        if (job.Image is not null)
            Send(BoardCommandCode.SendWeights, job.Image, () => false);
        var outputs = new List<byte>();
        bool isLast = false;
        Send(BoardCommandCode.SendActivations, job.Activations, () => Take(outputs, ref isLast));
        for (int idle = 0; !isLast; idle = Take(outputs, ref isLast) ? 0 : idle + 1)
        {
            if (idle > MostIdleAsks)
                throw Stuck("no output comes");
        }

        return outputs;
    }

    /// <summary>Writes registers, one after the other.</summary>
    public void Write(Register first, params ReadOnlySpan<uint> values)
    {
        byte[] words = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(words.AsSpan(4 * i), values[i]);
        RequireAll(link.Ask(new BoardRequest(BoardCommandCode.WriteRegisters, (byte)first.Offset, values.Length, words)), values.Length);
    }

    /// <summary>Reads registers, one after the other.</summary>
    public uint[] Read(Register first, int count)
    {
        BoardAnswer answer = link.Ask(new BoardRequest(BoardCommandCode.ReadRegisters, (byte)first.Offset, count, ReadOnlyMemory<byte>.Empty));
        RequireAll(answer, count);
        return [.. Enumerable.Range(0, count).Select(i => BinaryPrimitives.ReadUInt32LittleEndian(answer.Words.AsSpan(4 * i)))];
    }

    private void Send(BoardCommandCode stream, ReadOnlyMemory<byte> bytes, Func<bool> otherwise)
    {
        int idle = 0;
        while (bytes.Length > 0)
        {
            int words = Math.Min(BoardRequest.MostWords, bytes.Length / 4);
            byte ends = 4 * words == bytes.Length ? (byte)1 : (byte)0;
            int taken = link.Ask(new BoardRequest(stream, ends, words, bytes[..(4 * words)])).Count;
            bytes = bytes[(4 * taken)..];
            bool moves = taken > 0;
            if (taken < words)
                moves |= otherwise();
            idle = moves ? 0 : idle + 1;
            if (idle > MostIdleAsks)
                throw Stuck($"{bytes.Length} bytes are not taken by the stream of {(stream == BoardCommandCode.SendWeights ? "weights" : "activations")}");
        }
    }

    private bool Take(List<byte> outputs, ref bool isLast)
    {
        BoardAnswer answer = link.Ask(new BoardRequest(BoardCommandCode.TakeOutputs, 0, BoardRequest.MostWords, ReadOnlyMemory<byte>.Empty));
        outputs.AddRange(answer.Words);
        isLast |= answer.IsLast;
        return answer.Count > 0;
    }

    private void RequireNoErrors()
    {
        if (Errors() is { Length: > 0 } errors)
            throw new CheckFailedException($"the accelerator reports: {errors}");
    }

    private CheckFailedException Stuck(string what)
    {
        string errors = Errors();
        return new CheckFailedException($"the job does not go on: {what}; STATUS {(errors.Length > 0 ? errors : "reports no error")}");
    }

    private string Errors()
    {
        uint status = Read(RegisterMap.Status, 1)[0];
        return string.Join(", ", RegisterMap.Status.Fields
            .Where(field => field.Access == RegisterAccess.WriteOneClears && field.Extract(status) != 0)
            .Select(field => field.Description));
    }

    private static void RequireAll(BoardAnswer answer, int count)
    {
        if (answer.Count != count)
            throw new CheckFailedException($"the registers behind the serial line do not answer: {answer.Count} of {count}");
    }
}
