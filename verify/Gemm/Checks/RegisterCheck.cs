using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.Registers;
using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Verify.Gemm.Checks;

/// <summary>Every register is written and read back, and damaged weight images and jobs are refused with their error bit, which can be
/// cleared.</summary>
public sealed class RegisterCheck : IAcceleratorCheck
{
    private const uint Unused = 0x3C;

    /// <inheritdoc/>
    public string Name => "registers";

    /// <inheritdoc/>
    public Traffic Traffic => Traffic.FullRate with { RegisterGaps = StallPattern.Random(0.3), WeightIdle = StallPattern.Random(0.2) };

    /// <inheritdoc/>
    public async SimTask Run(AcceleratorBoard board, ArrayConfiguration configuration, ulong seed)
    {
        await Registers(board, configuration, SimRandom.For(seed, "values"));
        await Images(board, configuration);
        await board.Write(RegisterMap.JobRows, 0);
        await board.Write(RegisterMap.Ctrl, AcceleratorBoard.Start);
        await ExpectError(board, "JOB");
    }

    private static async SimTask Registers(AcceleratorBoard board, ArrayConfiguration configuration, SimRandom random)
    {
        foreach (var register in RegisterMap.All.Where(register => register.Access == RegisterAccess.ReadOnly))
        {
            var value = ResetValues.Of(register, configuration);
            await board.Expect(register, value);
            await board.Write(register, ~value);
            await board.Expect(register, value);
        }

        foreach (var register in RegisterMap.All.Where(register => register.Access == RegisterAccess.ReadWrite))
        {
            var signed = register == RegisterMap.JobZeroPoint || register == RegisterMap.JobClampLow || register == RegisterMap.JobClampHigh;
            var mask = signed || register.Fields.IsEmpty ? 0x7FFFu : register.Fields.Aggregate(0u, (bits, field) => bits | field.Mask);
            var value = (uint)random.NextUInt64() & mask;
            await board.Write(register, signed ? value | 0x8000 : value);
            await board.Expect(register, signed ? value | 0xFFFF_8000 : value);
        }

        await board.Expect(RegisterMap.Isr, 0);
        await board.Expect(RegisterMap.CountClear, 0);
        var unused = await board.Control.Read(Unused);
        board.Require(unused == 0, $"the unused word reads 0x{unused:x8}");
    }

    private static async SimTask Images(AcceleratorBoard board, ArrayConfiguration configuration)
    {
        var good = PreparedGemm.Draw(configuration, 1, new GemmShape(1, 2 * configuration.NTile, 2 * configuration.Block)).Job.Image!;
        foreach (var (word, error) in new[] { (0, "IMAGE_FORMAT"), (1, "IMAGE_FORMAT"), (2, "IMAGE_HASH"), (3, "IMAGE_SIZE"), (5, "IMAGE_SIZE") })
        {
            var bad = good.ToArray();
            bad.AsSpan(4 * word, 4).Fill(0xFF);
            board.Weights.Queue(bad);
            await ExpectError(board, error);
            board.Weights.Queue(bad.AsMemory(0, ImageLayout.HeaderBytes));  // nothing but the header
            await ExpectError(board, error);
        }
    }

    private static async SimTask ExpectError(AcceleratorBoard board, string name)
    {
        var field = RegisterMap.Status.Field(name);
        for (var i = 0; (await board.Read(RegisterMap.Status) & field.Mask) == 0; i++)
        {
            board.Require(i < 100, $"STATUS.{name} did not rise: {field.Description}");
            await board.Clock.Cycles(20);
        }

        await board.Write(RegisterMap.Status, field.Mask);
        await board.Expect(RegisterMap.Status, 0, 0x7F);
    }
}
