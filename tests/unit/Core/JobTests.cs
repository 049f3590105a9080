using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Golden;
using HwGen.Core.Image;
using HwGen.Core.Jobs;
using HwGen.Core.Numerics;

namespace HwGen.Tests.Unit.Core;

public sealed class JobTests
{
    public static TheoryData<string> Files => Samples.Files();

    // M-tile 2, blocks of 3: word of 6 bytes; 3 rows and 4 k make two M-tiles of two words, 24 bytes in beats of 8.
    [Fact]
    public void Packed_activations_are_as_worked_by_hand()
    {
        ArrayConfiguration c = Samples.Configuration(block: 3, lanes: 1);
        Matrix<int> activations = Matrix<int>.Create(3, 4, (m, k) => (16 * (m + 1)) + k);
        Assert.Equal(
            [
                0x10, 0x11, 0x12, 0x20, 0x21, 0x22, 0x13, 0, 0, 0x23, 0, 0,
                0x30, 0x31, 0x32, 0, 0, 0, 0x33, 0, 0, 0, 0, 0,
            ],
            ActivationPacker.Pack(c, activations));
        Assert.Equal(8, ActivationPacker.Bytes(c, 1, 1));
    }

    [Fact]
    public void Wide_activations_take_two_bytes_low_first()
    {
        ArrayConfiguration c = Samples.Configuration(block: 1, lanes: 1) with { ActivationBits = 9 };
        Assert.Equal([0xff, 0x00, 0x00, 0xff], ActivationPacker.Pack(c, Matrix<int>.Adopt(2, 1, [255, -256])));
    }

    [Fact]
    public void An_activation_out_of_range_is_refused() =>
        Assert.Equal("activations: activation[1,0] is 128, must be -128 to 127",
            Assert.Throws<InputException>(() => ActivationPacker.Pack(Samples.Configuration(), Matrix<int>.Adopt(2, 1, [127, 128]))).Message);

    // M-tile 2, N-tile 2; 3 rows and 3 channels: tile (0,0) rows 0 and 1, tile (0,1), then row 2 alone.
    [Fact]
    public void Unpacked_outputs_are_as_worked_by_hand()
    {
        ArrayConfiguration c = Samples.Configuration();
        byte[] bytes = [1, 2, 11, 12, 3, 99, 13, 99, 21, 22, 0xff, 99];
        Matrix<int> expected = Matrix<int>.Adopt(3, 3, [1, 2, 3, 11, 12, 13, 21, 22, -1]);
        Assert.Equal(expected, OutputUnpacker.Unpack(c, bytes, new JobOutput(3, 3, false)));
        byte[] raw = [.. bytes.SelectMany(value => BitConverter.GetBytes((int)(sbyte)value))];
        Assert.Equal(expected, OutputUnpacker.Unpack(c, raw, new JobOutput(3, 3, true)));
        Assert.Equal("outputs: 11 bytes, must be 12 for 3 x 3",
            Assert.Throws<InputException>(() => OutputUnpacker.Unpack(c, bytes.AsSpan(0, 11), new JobOutput(3, 3, false))).Message);
    }

    [Theory, MemberData(nameof(Files))]
    public void A_layer_cut_into_jobs_gives_the_same_sums(string path)
    {
        ArrayConfiguration c = ConfigurationFile.Read(path) with { WeightKib = 4, ActivationKib = 4, Tiles = 4, ListEntries = 64 };
        var random = new Random(11);
        var shape = new MatrixShape((40 * c.Block) + 1, (7 * c.NTile) + 1);
        Matrix<int> weights = Samples.Weights(random, c, shape, c.Kept, 0.5);
        Matrix<int> activations = Matrix<int>.Create(2, shape.Rows, (_, _) => random.Next(c.ActivationMinimum, c.ActivationMaximum + 1));
        Requantization[] channels = [.. Enumerable.Range(0, shape.Columns).Select(n => new Requantization(n - 3, 1, 0))];
        EncodedLayer layer = LayerEncoder.Encode(c, weights, new ImageRequest { FindBlockLists = random.Next(2) == 0, Channels = channels });
        var sums = new long[2 * shape.Columns];
        for (int i = 0; i < layer.Images.Count; i++)
        {
            WeightPart part = layer.Plan.Parts[i];
            Matrix<long> product = GoldenGemm.Multiply(activations.Part(0, part.FirstK, 2, part.K), ImageDecoder.Decode(layer.Images[i]));
            for (int m = 0; m < 2; m++)
            {
                for (int n = 0; n < part.N; n++)
                    sums[(m * shape.Columns) + part.FirstN + n] += product[m, n] + layer.Images[i].Channels[n].Bias;
            }

            Assert.True(layer.Images[i].KBlocks <= c.ActivationDepth, "activations fit");
        }

        Matrix<long> expected = GoldenGemm.AddBias(GoldenGemm.Multiply(activations, weights), [.. channels.Select(channel => channel.Bias)]);
        Assert.Equal(expected, Matrix<long>.Adopt(2, shape.Columns, sums));
    }

    [Fact]
    public void A_layer_that_fits_is_one_job_and_a_larger_one_halves_the_memory()
    {
        ArrayConfiguration c = Samples.Configuration(block: 4, lanes: 2) with { WeightKib = 1, Tiles = 8 }; // 204 words of 40 bits
        Assert.Equal([new WeightPart(0, 136, 0, 12)], Plan(c, 136, 12).Parts); // 34 blocks, 6 tiles: 204 words
        Assert.Equal([new WeightPart(0, 140, 0, 4), new WeightPart(0, 140, 4, 4), new WeightPart(0, 140, 8, 4)], Plan(c, 140, 12).Parts); // 35 x 2 of 102
        JobPlan cut = Plan(c, 1200, 2); // 300 words of one tile: K is cut
        Assert.True(cut.IsRaw);
        Assert.Equal([new WeightPart(0, 400, 0, 2), new WeightPart(400, 400, 0, 2), new WeightPart(800, 400, 0, 2)], cut.Parts);
        JobPlan whole = Plan(c, 800, 4); // 200 words of each tile: half the memory would cut K
        Assert.False(whole.IsRaw);
        Assert.Equal([new WeightPart(0, 800, 0, 2), new WeightPart(0, 800, 2, 2)], whole.Parts);

        static JobPlan Plan(ArrayConfiguration c, int k, int n) =>
            LayerEncoder.Encode(c, Matrix<int>.Create(k, n, (row, _) => row % 2), new ImageRequest()).Plan;
    }

    // 2 M-tiles; tile 0 has 2 blocks of 4 in 1 step, tile 1 all 4 in 2 steps; dense would take 2 * 2 * 4 * 2.
    [Fact]
    public void Ideal_cycles_and_bytes_are_as_worked_by_hand()
    {
        ArrayConfiguration c = Samples.Configuration(block: 4, lanes: 2);
        Matrix<int> weights = Matrix<int>.Create(16, 4, (k, n) => n < 2 ? (k / 4 is 0 or 3 && k % 2 == 0 ? 1 : 0) : k % 4 < 3 ? 1 : 0);
        WeightImage image = ImageEncoder.Encode(c, weights, new ImageRequest { BlockLists = [[0, 3], null] });
        Assert.Equal(20, CycleModel.Ideal(image, 3));
        Assert.Equal(32, CycleModel.Dense(c, 3, new MatrixShape(16, 4)));
        ImageAccount account = ImageAccount.Of(image);
        Assert.Equal((8 + 24, 64, (10 * 8) + 32), (account.Nonzeros, account.DenseBytes, account.MetadataBits));
        Assert.Equal((4 * Math.Log2(6)) + Math.Log2(6) + (8 * Math.Log2(4)), account.EntropyBits, 6);
        Assert.Equal(image.Layout.Bytes, account.ImageBytes);
    }
}
