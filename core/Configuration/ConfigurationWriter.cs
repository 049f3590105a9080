namespace HwGen.Core.Configuration;

/// <summary>Writes a configuration as commented YAML that <see cref="ConfigurationReader"/> reads back to the same value.</summary>
public static class ConfigurationWriter
{
    /// <summary>The starting point that <c>hwgen init</c> writes: 4:8 on a mesh of 4 x 4 TPEs of 2 x 2 dot-product units.</summary>
    /// <param name="name">name of the new configuration</param>
    public static ArrayConfiguration Starter(string name) => new()
    {
        Name = name,
        TileRows = 2,
        TileColumns = 2,
        MeshRows = 4,
        MeshColumns = 4,
        Block = 8,
        Lanes = 4,
        Scheme = SchemeKind.Nm,
        Kept = 4,
    };

    /// <summary>The YAML text, ending in a line feed. The same value gives the same text.</summary>
    public static string Write(ArrayConfiguration configuration)
    {
        ArrayConfiguration c = configuration;
        return $$"""
            # A configuration of HwGen: an array for
            #   output[m,n] = requantize( bias[n] + sum over k of activation[m,k] * weight[k,n] )
            # Only name and array are required; the other keys show what they are if left out or what was chosen.
            name: {{c.Name}}

            array:
              tile: {rows: {{c.TileRows}}, columns: {{c.TileColumns}}}     # dot-product units in a TPE, 1 to 16 each
              mesh: {rows: {{c.MeshRows}}, columns: {{c.MeshColumns}}}     # TPEs in the array, 1 to 64 each
              block: {{c.Block}}                        # consecutive weights along K in a K-block, 1 to 32
              lanes: {{c.Lanes}}                        # multipliers per dot-product unit, 1 to block; a block takes kept/lanes clocks

            sparsity:
              scheme: {{ConfigurationWords.Of(c.Scheme)}}                      # dense | nm | block | column | pattern | pivot
              kept: {{c.Kept}}                         # weights of a block that the pruner keeps; the array runs every number
              block_percent: {{c.BlockPercent}}              # K-blocks of an N-tile that the pruner keeps, 1 to 100
              patterns: {{c.Patterns}}                     # sets of taps that a layer's kernels choose from, 1 to 500; scheme pattern alone
              metadata: {{Word(c.MetadataChoice)}}                  # auto | none | index | bitmask: how a weight says where it stands

            numbers:
              activation_bits: {{c.ActivationBits}}              # 2 to 16
              weight_bits: {{c.WeightBits}}                  # 2 to 16
              accumulator_bits: {{c.AccumulatorBits}}            # 8 to 32

            memory:
              weight_kib: {{c.WeightKib}}                  # weight words of all resident images
              activation_kib: {{c.ActivationKib}}              # both banks together
              tiles: {{c.Tiles}}                      # N-tiles of all resident images
              list_entries: {{c.ListEntries}}              # block-list entries of all resident images
              preload: {{(c.Preload ? "true" : "false")}}                  # true: memories start with an image, which stands in the bitstream

            streams:                          # widths in bits
              weight_bits: {{Number(c.WeightStreamChoice)}}               # auto or 32, 64, 128, 256, 512, 1024
              activation_bits: {{Number(c.ActivationStreamChoice)}}           # auto or 32, 64, 128, 256, 512, 1024
              output_bits: {{Number(c.OutputStreamChoice)}}               # auto or 32 times a divisor of tile.columns * mesh.columns

            arithmetic: {{Word(c.ArithmeticChoice)}}                  # auto | context | concatenation | carry_save: how the dot product is written

            clock:
              period_ns: {{c.ClockPeriodNs.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture)}}                   # 0.5 to 1000: what the constraints ask of synthesis; no part of the hardware

            """.ReplaceLineEndings("\n");
    }

    private static string Word<T>(T? value)
        where T : struct, Enum => value is { } word ? ConfigurationWords.Of(word) : "auto";

    private static string Number(int? value) => value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "auto";
}
