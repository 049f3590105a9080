using FsCheck;
using FsCheck.Fluent;
using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.Numerics;

namespace HwGen.Tests.Unit.Core;

public sealed class ImageRoundTripTests
{
    public static TheoryData<string> Files => Samples.Files();

    [Theory, MemberData(nameof(Files))]
    public void Every_configuration_decodes_what_it_encoded(string path)
    {
        ArrayConfiguration c = ConfigurationFile.Read(path);
        var random = new Random(7);
        foreach (int k in new[] { 1, c.Block - 1, c.Block, c.Block + 1, (3 * c.Block) + 2 }.Where(k => k > 0))
        {
            foreach (int n in new[] { 1, c.NTile - 1, c.NTile, c.NTile + 1, 2 * c.NTile }.Where(n => n > 0))
            {
                foreach (int kept in new[] { 1, c.Kept, c.Block })
                    RequireSame(c, Samples.Weights(random, c, new MatrixShape(k, n), kept, 0.3), new ImageRequest { FindBlockLists = random.Next(2) == 0 });
            }
        }
    }

    [Fact]
    public void Random_arrays_decode_what_they_encoded()
    {
        Gen<(ArrayConfiguration, int)> cases =
            from block in Gen.Choose(1, 17)
            from lanes in Gen.Choose(1, block)
            from columns in Gen.Choose(1, 5)
            from metadata in Gen.Elements<MetadataKind?>(null, MetadataKind.Index, MetadataKind.Bitmask)
            from scheme in Gen.Elements(SchemeKind.Nm, SchemeKind.Dense, SchemeKind.Block)
            from weightBits in Gen.Elements(2, 4, 7, 8, 16)
            from seed in Gen.Choose(0, int.MaxValue - 1)
            select (Samples.Configuration(block, lanes, columns, scheme, metadata, weightBits), seed);
        Prop.ForAll(cases.ToArbitrary(), pair =>
        {
            (ArrayConfiguration c, int seed) = pair;
            var random = new Random(seed);
            var shape = new MatrixShape(random.Next(1, 80), random.Next(1, 20));
            RequireSame(c, Samples.Weights(random, c, shape, random.Next(1, c.Block + 1), random.NextDouble()), new ImageRequest { FindBlockLists = seed % 2 == 0 });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void Every_block_of_four_small_weights_decodes_to_itself()
    {
        foreach (MetadataKind? metadata in new MetadataKind?[] { MetadataKind.Index, MetadataKind.Bitmask })
        {
            for (int lanes = 1; lanes <= 4; lanes++)
            {
                ArrayConfiguration c = Samples.Configuration(4, lanes, 1, SchemeKind.Nm, metadata, weightBits: 2);
                for (int code = 0; code < 256; code++)
                    RequireSame(c, Matrix<int>.Create(4, 1, (k, _) => ((code >> (2 * k)) & 3) - 2), new ImageRequest());
            }
        }
    }

    [Fact]
    public void A_matrix_of_zeros_is_one_block_per_tile()
    {
        ArrayConfiguration c = Samples.Configuration();
        WeightImage image = ImageEncoder.Encode(c, Matrix<int>.Create(40, 5, (_, _) => 0), new ImageRequest { FindBlockLists = true });
        Assert.All(image.Tiles, tile => Assert.Equal(new ImageTile(1, 1, null), tile));
        Assert.Equal(3, image.WeightWords);
    }

    [Fact]
    public void Zero_blocks_stay_where_a_list_would_not_pay()
    {
        // Words of 10 bits: leaving out one of 4 saves 10 and costs 48.
        ArrayConfiguration c = Samples.Configuration(block: 4, lanes: 1, columns: 1);
        Matrix<int> weights = Matrix<int>.Create(16, 1, (k, _) => k is 0 or 8 or 12 ? 1 : 0);
        Assert.Equal(new ImageTile(4, 1, null), ImageEncoder.Encode(c, weights, new ImageRequest { FindBlockLists = true }).Tiles[0]);
        Matrix<int> tail = Matrix<int>.Create(16, 1, (k, _) => k < 8 ? k % 2 : 0);
        Assert.Equal(new ImageTile(2, 2, null), ImageEncoder.Encode(c, tail, new ImageRequest { FindBlockLists = true }).Tiles[0]);
    }

    private static void RequireSame(ArrayConfiguration c, Matrix<int> weights, ImageRequest request)
    {
        WeightImage image = ImageEncoder.Encode(c, weights, request);
        Assert.Equal(weights, ImageDecoder.Decode(image));
        byte[] bytes = ImageSerializer.ToBytes(image);
        WeightImage parsed = ImageParser.Parse(bytes, c, "image", new MatrixShape(weights.Rows, weights.Columns));
        Assert.Equal(weights, ImageDecoder.Decode(parsed));
        Assert.Equal(bytes, ImageSerializer.ToBytes(parsed));
        Assert.Equal(bytes, ImageSerializer.ToBytes(ImageEncoder.Encode(c, weights, request)));
    }
}
