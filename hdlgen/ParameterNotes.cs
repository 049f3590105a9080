namespace HwGen.Hdlgen;

/// <summary>What each parameter of the top means, in a few words.</summary>
internal static class ParameterNotes
{
    private static readonly Dictionary<string, string> Notes = new()
    {
        ["TILE_ROWS"] = "A: dot-product units in a TPE, along m",
        ["TILE_COLUMNS"] = "C: along n",
        ["MESH_ROWS"] = "R: TPEs in the array, along m",
        ["MESH_COLUMNS"] = "Q: along n",
        ["BLOCK"] = "B: weights in a K-block",
        ["LANES"] = "L: multipliers in a dot-product unit",
        ["METADATA"] = "0 none, 1 index, 2 bitmask",
        ["ACTIVATION_W"] = "bits",
        ["WEIGHT_W"] = "bits",
        ["ACCUMULATOR_W"] = "bits",
        ["WEIGHT_DEPTH"] = "weight words",
        ["ACTIVATION_DEPTH"] = "activation words in one of two banks",
        ["TILE_DEPTH"] = "N-tiles of all resident images",
        ["LIST_DEPTH"] = "block-list words of four entries",
        ["OUTPUT_LANES"] = "D: outputs requantized per clock",
        ["WEIGHT_STREAM_W"] = "bits",
        ["ACTIVATION_STREAM_W"] = "bits",
        ["CONFIGURATION_HASH"] = "what weight images must carry",
        ["ARITHMETIC"] = "0 concatenation, 1 context, 2 carry save",
        ["PRELOAD"] = "1: memories start with an image",
        ["PRELOAD_FOLDER"] = "of its .mem files; not looked at without PRELOAD",
    };

    public static string Of(string parameter) => Notes[parameter];
}
