using HwGen.Core.Configuration;
using HwGen.Core.Errors;

namespace HwGen.Tests.Unit.Core;

public sealed class ConfigurationReaderTests
{
    private const string Good = """
        name: good
        array:
          tile: {rows: 1, columns: 1}
          mesh: {rows: 4, columns: 6}
          block: 8
          lanes: 4
        sparsity:
          scheme: nm
          kept: 4
        """;

    [Fact]
    public void Only_name_and_array_are_required()
    {
        ArrayConfiguration c = Read("name: a\narray: {tile: {rows: 1, columns: 2}, mesh: {rows: 3, columns: 4}, block: 5, lanes: 5}");
        Assert.Equal(new ArrayConfiguration { Name = "a", TileRows = 1, TileColumns = 2, MeshRows = 3, MeshColumns = 4, Block = 5, Lanes = 5, Kept = 5 }, c);
        Assert.Equal(SchemeKind.Dense, c.Scheme);
    }

    [Theory]
    [InlineData("name: good", "name: a b", "1:7: name: 'a b', must be letters, digits, '.', '_' or '-', start with a letter or digit, and have at most 100 characters")]
    [InlineData("name: good", "name: ../x", "1:7: name: '../x', must be letters, digits, '.', '_' or '-', start with a letter or digit, and have at most 100 characters")]
    [InlineData("name: good", "name: [good]", "1:7: name: a list, must be text")]
    [InlineData("name: good\n", "", "1:1: name: missing, must be text")]
    [InlineData("{rows: 1, columns: 1}", "{rows: 17, columns: 1}", "3:16: array.tile.rows: 17, must be 1 to 16")]
    [InlineData("{rows: 1, columns: 1}", "{rows: 1, columns: 0}", "3:28: array.tile.columns: 0, must be 1 to 16")]
    [InlineData("{rows: 4, columns: 6}", "{rows: 65, columns: 6}", "4:16: array.mesh.rows: 65, must be 1 to 64")]
    [InlineData("{rows: 4, columns: 6}", "{rows: 4, columns: -6}", "4:28: array.mesh.columns: -6, must be 1 to 64")]
    [InlineData("{rows: 4, columns: 6}", "{rows: 4}", "4:9: array.mesh.columns: missing, must be a whole number")]
    [InlineData("{rows: 4, columns: 6}", "4x6", "4:9: array.mesh: 4x6, must be a mapping of keys")]
    [InlineData("  tile: {rows: 1, columns: 1}\n", "", "3:3: array.tile: missing, must be a mapping")]
    [InlineData("block: 8", "block: 33", "5:10: array.block: 33, must be 1 to 32")]
    [InlineData("block: 8", "block: eight", "5:10: array.block: eight, must be a whole number")]
    [InlineData("block: 8", "block: '8'", "5:10: array.block: the text \"8\", must be a whole number")]
    [InlineData("block: 8", "block: 8.0", "5:10: array.block: 8.0, must be a whole number")]
    [InlineData("block: 8", "block: 99999999999", "5:10: array.block: 99999999999, must be a whole number of at most 9 digits")]
    [InlineData("block: 8", "block:", "5:9: array.block: no value, must be a whole number")]
    [InlineData("lanes: 4", "lanes: 9", "6:10: array.lanes: 9, must be 1 to array.block (8)")]
    [InlineData("lanes: 4", "lanes: 0", "6:10: array.lanes: 0, must be 1 to 32")]
    [InlineData("lanes: 4", "lanes: 4\n  lanes: 4", "7:3: array.lanes: a second time, first at line 6")]
    [InlineData("lanes: 4", "lanes: 4\n  kept: 4", "7:3: array.kept: unknown key, did you mean sparsity.kept?")]
    [InlineData("lanes: 4", "lanes: 4\n  lane: 4", "7:3: array.lane: unknown key, did you mean lanes?")]
    [InlineData("lanes: 4", "lanes: 4\n  colour: 4", "7:3: array.colour: unknown key, must be one of tile, mesh, block, lanes")]
    [InlineData("scheme: nm", "scheme: n:m", "8:11: sparsity.scheme: n:m, must be dense, nm, block, column, pattern or pivot")]
    [InlineData("scheme: nm", "scheme: block", "9:9: sparsity.kept: 4, must be array.block (8): scheme block keeps blocks whole")]
    [InlineData("scheme: nm\n  kept: 4", "scheme: column", "8:11: sparsity.scheme: column, needs array.block 1; it is 8 (scheme block removes longer blocks)")]
    [InlineData("scheme: nm\n  kept: 4", "scheme: nm", "8:3: sparsity.kept: missing, must be a whole number")]
    [InlineData("kept: 4", "kept: 9", "9:9: sparsity.kept: 9, must be 1 to array.block (8)")]
    [InlineData("kept: 4", "kept: 4\n  metadata: none", "10:13: sparsity.metadata: none, but scheme nm must say which weights it keeps; must be auto, index or bitmask")]
    [InlineData("kept: 4", "kept: 4\n  metadata: mask", "10:13: sparsity.metadata: mask, must be auto, none, index or bitmask")]
    [InlineData("scheme: nm\n  kept: 4", "scheme: pattern", "8:3: sparsity.kept: missing, must be a whole number")]
    [InlineData("scheme: nm", "scheme: pattern\n  patterns: 0", "9:13: sparsity.patterns: 0, must be 1 to 500")]
    [InlineData("kept: 4", "kept: 4\n  patterns: 6", "10:13: sparsity.patterns: 6, but scheme nm has none; must be left out")]
    [InlineData("kept: 4", "kept: 4\n  block_percent: 101", "10:18: sparsity.block_percent: 101, must be 1 to 100")]
    [InlineData("scheme: nm\n  kept: 4", "scheme: dense\n  block_percent: 50", "9:18: sparsity.block_percent: 50, must be 100 for scheme dense")]
    [InlineData("kept: 4", "kept: 4\nnumbers: {activation_bits: 1}", "10:28: numbers.activation_bits: 1, must be 2 to 16")]
    [InlineData("kept: 4", "kept: 4\nnumbers: {weight_bits: 17}", "10:24: numbers.weight_bits: 17, must be 2 to 16")]
    [InlineData("kept: 4", "kept: 4\nnumbers: {accumulator_bits: 33}", "10:29: numbers.accumulator_bits: 33, must be 8 to 32")]
    [InlineData("kept: 4", "kept: 4\nnumbers: {accumulator_bits: 15}", "10:29: numbers.accumulator_bits: 15, cannot hold one product; must be at least activation_bits + weight_bits (16)")]
    [InlineData("kept: 4", "kept: 4\nmemory: {weight_kib: 0}", "10:22: memory.weight_kib: 0, must be 1 to 65536")]
    [InlineData("{rows: 1, columns: 1}", "{rows: 1, columns: 16}\n  #\nmemory: {weight_kib: 1}", null)]
    [InlineData("kept: 4", "kept: 4\nmemory: {tiles: 1}", "10:17: memory.tiles: 1, must be 2 to 65536")]
    [InlineData("kept: 4", "kept: 4\nmemory: {list_entries: 3}", "10:24: memory.list_entries: 3, must be 4 to 1048576")]
    [InlineData("kept: 4", "kept: 4\nmemory: {preload: yes}", "10:19: memory.preload: yes, must be true or false")]
    [InlineData("kept: 4", "kept: 4\nmemory: {preload: 'true'}", "10:19: memory.preload: the text \"true\", must be true or false")]
    [InlineData("kept: 4", "kept: 4\nstreams: {weight_bits: 48}", "10:24: streams.weight_bits: 48, must be auto, 32, 64, 128, 256, 512 or 1024")]
    [InlineData("kept: 4", "kept: 4\nstreams: {activation_bits: 16}", "10:28: streams.activation_bits: 16, must be auto, 32, 64, 128, 256, 512 or 1024")]
    [InlineData("kept: 4", "kept: 4\nstreams: {activation_bits: wide}", "10:28: streams.activation_bits: wide, must be auto or a whole number")]
    [InlineData("kept: 4", "kept: 4\nstreams: {output_bits: 128}", "10:24: streams.output_bits: 128, must be auto or 32 times a divisor of the N-tile (6): 32, 64, 96, 192")]
    [InlineData("kept: 4", "kept: 4\narithmetic: fast", "10:13: arithmetic: fast, must be auto, concatenation, context or carry_save")]
    [InlineData("kept: 4", "kept: 4\nclock: {period_ns: 0.4}", "10:20: clock.period_ns: 0.4, must be 0.5 to 1000 with at most 3 decimals")]
    [InlineData("kept: 4", "kept: 4\nclock: {period_ns: 6.6667}", "10:20: clock.period_ns: 6.6667, must be 0.5 to 1000 with at most 3 decimals")]
    [InlineData("kept: 4", "kept: 4\nclock: {period_ns: 1e1}", "10:20: clock.period_ns: 1e1, must be a number such as 10 or 6.667")]
    [InlineData("kept: 4", "kept: 4\nclock: {period_ns: '6,667'}", "10:20: clock.period_ns: the text \"6,667\", must be a number such as 10 or 6.667")]
    [InlineData("kept: 4", "kept: 4\nclock: 10", "10:8: clock: 10, must be a mapping of keys")]
    [InlineData("kept: 4", "kept: &four 4\nstreams: {output_bits: *four}", "10:24: not YAML: the alias *four, must be written out")]
    [InlineData("kept: 4", "kept: 4\n---\nname: b", "10:1: a second document begins, must be one configuration per file")]
    public void A_bad_value_is_refused_with_its_place(string good, string bad, string? message)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);
        string text = Good.Replace(good, bad, StringComparison.Ordinal);
        InputException exception = Assert.Throws<InputException>(() => Read(text));
        if (message is not null)
            Assert.Equal($"mine.yaml:{message}", exception.Message);
    }

    [Theory]
    [InlineData("", "1:1: the file is empty, must hold at least the keys name and array")]
    [InlineData("# nothing\n", "1:1: the file is empty, must hold at least the keys name and array")]
    [InlineData("3", "1:1: not a configuration, must be a mapping with at least the keys name and array")]
    [InlineData("- name: a", "1:1: not a configuration, must be a mapping with at least the keys name and array")]
    [InlineData("a: [", "1:5: not YAML")]
    public void Text_that_is_no_configuration_is_refused(string text, string message)
    {
        InputException exception = Assert.Throws<InputException>(() => Read(text));
        if (message.EndsWith("not YAML", StringComparison.Ordinal))
            Assert.Matches(@"^mine\.yaml:\d+:\d+: not YAML: .+", exception.Message);
        else
            Assert.Equal($"mine.yaml:{message}", exception.Message);
    }

    [Fact]
    public void Deep_nesting_is_refused_and_not_followed() =>
        Assert.Contains("nested deeper than 16 levels", Assert.Throws<InputException>(() => Read(new string('[', 100000))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_memory_too_small_for_a_word_is_refused()
    {
        InputException exception = Assert.Throws<InputException>(() => Read(
            "name: a\narray: {tile: {rows: 16, columns: 16}, mesh: {rows: 16, columns: 16}, block: 8, lanes: 8}\nmemory: {weight_kib: 7, activation_kib: 7}"));
        Assert.Equal(
            [
                "mine.yaml:3:22: memory.weight_kib: 7, must be at least 8 to hold 4 weight words of 16384 bits",
                "mine.yaml:3:41: memory.activation_kib: 7, must be at least 8 to hold 2 activation words of 16384 bits in each bank",
            ],
            exception.Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void All_problems_are_reported_at_once_in_the_order_of_the_text()
    {
        const string Text = """
            name: mine
            array:
              tile: {rows: 17, colums: 2}
              mesh: {rows: 1, columns: 4}
              block: 8
              lanes: many
            sparsity: {scheme: nm, kept: 9}
            streams: {weight_bits: 33}
            """;
        Assert.Equal(
            [
                "mine.yaml:3:9: array.tile.columns: missing, must be a whole number",
                "mine.yaml:3:16: array.tile.rows: 17, must be 1 to 16",
                "mine.yaml:3:20: array.tile.colums: unknown key, did you mean columns?",
                "mine.yaml:6:10: array.lanes: many, must be a whole number",
                "mine.yaml:7:30: sparsity.kept: 9, must be 1 to array.block (8)",
                "mine.yaml:8:24: streams.weight_bits: 33, must be auto, 32, 64, 128, 256, 512 or 1024",
            ],
            Assert.Throws<InputException>(() => Read(Text)).Errors.Select(error => error.ToString()));
    }

    private static ArrayConfiguration Read(string text) => ConfigurationReader.Read(text, "mine.yaml");
}
