using HwGen.Core.Configuration;
using HwGen.Core.Registers;
using HwGen.Tests.Shared;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Tests.Cosim.Gemm;

/// <summary>Images that stay, wait, come late: at most two are resident, each from its first job to the job that releases it.</summary>
public sealed class ImageResidenceTests
{
    private const uint Images = 0x300, Loading = 1 << 16;

    private static readonly ArrayConfiguration Small = SmallArrays.Bitmask;
    private static readonly GemmShape Shape = new(9, 4, 19);

    [NeedsToolFact("verilator")]
    public void An_image_that_is_not_released_serves_the_next_job() => Board.Run(Small, async board =>
    {
        var first = PreparedGemm.DrawWithLists(Small, 1, Shape);
        foreach (var rows in new[] { 9, 1, 4, 5 })
        {
            var gemm = first.WithActivations(rows);
            if (rows == 9)
                board.Weights.Queue(gemm.Job.Image);
            board.Activations.Queue(gemm.Job.Activations);
            await board.Submit(gemm.Job with { ReleasesImage = rows == 5 });
            await board.ExpectOutput(gemm);
            await board.Clock.Cycles(10);
            await board.Expect(RegisterMap.Status, rows == 5 ? 0u : 0x100, Images);
        }

        await board.RunWhole(PreparedGemm.Draw(Small, 2, Shape));
    });

    [NeedsToolFact("verilator")]
    public void Jobs_on_one_image_are_queued_behind_each_other() => Board.Run(Small, async board =>
    {
        var first = PreparedGemm.DrawWithLists(Small, 1, Shape);
        PreparedGemm[] gemms = [first, first.WithActivations(3), first.WithActivations(8), PreparedGemm.Draw(Small, 2, Shape)];
        board.Weights.Queue(first.Job.Image);
        board.Weights.Queue(gemms[3].Job.Image);
        foreach (var gemm in gemms)
        {
            board.Activations.Queue(gemm.Job.Activations);
            await board.WaitFor(RegisterMap.Ctrl, Board.Ready, Board.Ready);
            await board.Submit(gemm.Job with { ReleasesImage = gemm == gemms[2] || gemm == gemms[3] });
        }

        foreach (var gemm in gemms)
            await board.ExpectOutput(gemm);
        await board.Clock.Cycles(10);
        await board.Expect(RegisterMap.Status, 0);
    });

    [NeedsToolFact("verilator")]
    public void Two_images_are_resident_and_a_third_waits() => Board.Run(Small, async board =>
    {
        var gemms = Enumerable.Range(1, 3).Select(seed => PreparedGemm.Draw(Small, (ulong)seed, new GemmShape(5, 2, 9))).ToList();
        foreach (var gemm in gemms)
            board.Weights.Queue(gemm.Job.Image);
        await board.WaitFor(RegisterMap.Status, 0x200, Images);
        await board.Clock.Cycles(200);
        await board.Expect(RegisterMap.Status, 0x200);
        board.Require(board.Weights.SentPackets == 2, $"{board.Weights.SentPackets} images are taken, there is room for 2");
        foreach (var gemm in gemms)
        {
            board.Activations.Queue(gemm.Job.Activations);
            await board.Submit(gemm.Job);
            await board.ExpectOutput(gemm);
        }

        await board.Clock.Cycles(10);
        await board.Expect(RegisterMap.Status, 0);
    });

    [NeedsToolTheory("verilator")]
    [InlineData(6, 128, 4)]   // the weight memory is too small for two
    [InlineData(6, 4, 1)]     // the tile table
    public void An_image_waits_for_room_until_the_one_before_is_released(int n, int k, int kept) => Board.Run(Small, async board =>
    {
        var shape = new GemmShape(6, n, k);
        var (first, second) = (PreparedGemm.Draw(Small, 1, shape, kept), PreparedGemm.Draw(Small, 2, shape, kept));
        board.Weights.Queue(first.Job.Image);
        board.Weights.Queue(second.Job.Image);
        await board.WaitFor(RegisterMap.Status, 0x100, Images | Loading);
        await board.Clock.Cycles(300);
        await board.Expect(RegisterMap.Status, 0x100);
        board.Activations.Queue(first.Job.Activations);
        board.Activations.Queue(second.Job.Activations);
        await board.Submit(first.Job);
        await board.Submit(second.Job);
        await board.ExpectOutput(first);
        await board.ExpectOutput(second);
        await board.Expect(RegisterMap.Status, 0, 0x7F);
    });

    [NeedsToolFact("verilator")]
    public void A_job_begins_while_its_weights_still_arrive() => Board.Run(
        Small,
        async board =>
        {
            var gemm = PreparedGemm.Draw(Small, 1, new GemmShape(9, 6, 100), kept: 4);
            board.Weights.Queue(gemm.Job.Image);
            board.Activations.Queue(gemm.Job.Activations);
            await board.Submit(gemm.Job);
            while (await board.Read(RegisterMap.CountSteps) == 0)
                await board.Clock.RisingEdge;
            await board.Expect(RegisterMap.Status, Loading, Loading);
            await board.ExpectOutput(gemm);
            var waited = await board.Read(RegisterMap.CountWaitWeight);
            board.Require(waited > 0, "COUNT_WAIT_WEIGHT is 0 though weights came slowly");
        },
        seed: 3,
        Traffic.FullRate with { WeightIdle = StallPattern.Random(0.8) });

    [NeedsToolTheory("verilator")]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(90)]
    [InlineData(150)]
    [InlineData(220)]
    public void After_a_reset_in_the_middle_of_a_job_the_next_is_right(int clocks) => Board.Run(Small, async board =>
    {
        var (broken, good) = (PreparedGemm.Draw(Small, 1, new GemmShape(20, 6, 40)), PreparedGemm.Draw(Small, 2, Shape));
        await board.Weights.Send(broken.Job.Image);
        await board.Write(RegisterMap.Ier, 3);
        await board.Submit(broken.Job);
        await board.Activations.Send(broken.Job.Activations.AsMemory(0, broken.Job.Activations.Length / 2 / 8 * 8));
        await board.Clock.Cycles(clocks);
        await board.Reset();
        await board.Expect(RegisterMap.Ctrl, Board.Idle | Board.Ready);
        await board.Expect(RegisterMap.Status, 0);
        await board.Expect(RegisterMap.Ier, 0);
        await board.Expect(RegisterMap.CountBusy, 0);
        await board.RunWhole(good);
        await board.RunWhole(broken);
    });
}
