using System.Text;
using System.Text.Json;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;

namespace HwGen.Tests.Unit.Core;

public sealed class ArrayConfigurationTests
{
    public static TheoryData<string> Files => Samples.Files();

    // Worked by hand from docs/design.md; the hashes by sha256sum over the text written by hand.
    [Fact]
    public void The_bench_configuration_follows_the_table()
    {
        ArrayConfiguration c = ConfigurationFile.Read("int8-4of8-1x8x1_8x8");
        Assert.Equal((8, 8, 3, MetadataKind.Bitmask, 8), (c.MTile, c.NTile, c.IndexWidth, c.Metadata, c.MetadataWidth));
        Assert.Equal((40, 320, 8, 512), (c.ColumnFieldWidth, c.WeightWordWidth, c.ContainerBits, c.ActivationWordWidth));
        Assert.Equal((1638, 256, 256, 1024), (c.WeightDepth, c.ActivationDepth, c.TileDepth, c.ListDepth));
        Assert.Equal((4, 512, 512, 512, 128), (c.OutputLanes, c.RequantizeDepth, c.WeightStreamBits, c.ActivationStreamBits, c.OutputStreamBits));
        Assert.Equal(
            "TILE_ROWS=1\nTILE_COLUMNS=1\nMESH_ROWS=8\nMESH_COLUMNS=8\nBLOCK=8\nLANES=4\nMETADATA=2\nACTIVATION_W=8\nWEIGHT_W=8\nACCUMULATOR_W=32\n"
            + "WEIGHT_DEPTH=1638\nACTIVATION_DEPTH=256\nTILE_DEPTH=256\nLIST_DEPTH=1024\nOUTPUT_LANES=4\nWEIGHT_STREAM_W=512\nACTIVATION_STREAM_W=512",
            c.CanonicalText);
        Assert.Equal("hwgen_int8_4of8_1x8x1_8x8", c.ModuleName);
        Assert.Equal([1, 1, 1, 1, 2, 2, 2, 2], Enumerable.Range(1, 8).Select(c.Steps));
    }

    [Theory]
    [InlineData("int8-4of8-1x8x1_8x8", 0x02b33f27)]
    [InlineData("int8-dense-1x1x1_1x1", 0x154e1ca6)]
    public void Hashes_stay_as_they_are(string name, uint hash) => Assert.Equal(hash, ConfigurationFile.Read(name).Hash);

    [Fact]
    public void Hash_arithmetic_and_preload_are_the_last_parameters() =>
        Assert.Equal(
            [new("CONFIGURATION_HASH", 0x02b33f27), new("ARITHMETIC", 0), new("PRELOAD", 0)],
            ConfigurationFile.Read("int8-4of8-1x8x1_8x8").VerilogParameters.Skip(17));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    [InlineData(8, 3)]
    [InlineData(9, 4)]
    [InlineData(16, 4)]
    [InlineData(17, 5)]
    [InlineData(32, 5)]
    public void Index_width_is_the_logarithm_rounded_up(int block, int width) =>
        Assert.Equal(width, Samples.Configuration(block: block, lanes: 1).IndexWidth);

    [Theory]
    [InlineData(SchemeKind.Dense, 8, 4, MetadataKind.None)]
    [InlineData(SchemeKind.Block, 8, 8, MetadataKind.None)]
    [InlineData(SchemeKind.Nm, 1, 1, MetadataKind.None)]
    [InlineData(SchemeKind.Nm, 8, 2, MetadataKind.Index)]
    [InlineData(SchemeKind.Nm, 8, 3, MetadataKind.Bitmask)]
    [InlineData(SchemeKind.Nm, 4, 2, MetadataKind.Index)]
    [InlineData(SchemeKind.Nm, 9, 4, MetadataKind.Bitmask)]
    public void Automatic_metadata_is_the_shorter_one(SchemeKind scheme, int block, int lanes, MetadataKind expected) =>
        Assert.Equal(expected, Samples.Configuration(block, lanes, scheme: scheme).Metadata);

    [Theory, MemberData(nameof(Files))]
    public void Every_file_is_good_and_named_after_its_name(string path)
    {
        ArrayConfiguration c = ConfigurationFile.Read(path);
        Assert.Equal(Path.GetFileNameWithoutExtension(path), c.Name);
        Assert.Equal(c, ConfigurationFile.Read(c.Name));
        Assert.StartsWith("# ", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal(0, c.NTile % c.OutputLanes);
        Assert.True(c.WeightDepth >= c.Steps(c.Block), "a whole block fits");
    }

    [Theory, MemberData(nameof(Files))]
    public void What_is_written_reads_back(string path)
    {
        ArrayConfiguration c = ConfigurationFile.Read(path);
        Assert.Equal(c, ConfigurationReader.Read(ConfigurationWriter.Write(c), "written"));
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            ConfigurationJson.Write(json, c);
        Assert.Equal(c, ConfigurationReader.Read(Encoding.UTF8.GetString(stream.ToArray()), "written"));
    }

    [Fact]
    public void The_files_differ_in_kind() => Assert.True(Files.Count >= 14);

    [Fact]
    public void Every_size_of_array_has_output_lanes_that_divide_it()
    {
        for (int nTile = 1; nTile <= 1024; nTile++)
        {
            int lanes = DerivedWidths.OutputLanes(nTile, nTile, 8);
            Assert.True(nTile % lanes == 0 && lanes <= 255, $"{lanes} of {nTile}");
        }

        Assert.Equal(64, DerivedWidths.OutputLanes(64, 64, 8));
    }

    [Fact]
    public void The_starter_is_good() => ConfigurationRules.Require(ConfigurationWriter.Starter("mine"));

    [Theory]
    [InlineData("int8-4of8-1x8x1_8x9", "int8-4of8-1x8x1_8x9: no such configuration file or name, did you mean int8-4of8-1x8x1_8x8?")]
    [InlineData("configs/none.yaml", "configs/none.yaml: no such configuration file")]
    public void A_configuration_that_is_not_there_is_refused(string path, string message) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => ConfigurationFile.Read(path)).Message);
}
