using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Image;
using HwGen.Core.Numerics;

namespace HwGen.Tests.Unit.Core;

public sealed class ImageEncoderTests
{
    // Blocks of 4, N-tile 2.
    private readonly ArrayConfiguration _configuration = Samples.Configuration();
    private readonly Matrix<int> _weights = Matrix<int>.Create(8, 3, (k, n) => k is 1 or 2 && n == 1 ? k : 0);

    [Fact]
    public void Weights_out_of_range_are_refused_by_row_and_column() =>
        Refused(["fc1: weight[0,1] is 128, must be -128 to 127", "fc1: weight[1,0] is -129, must be -128 to 127"],
            Matrix<int>.Adopt(2, 2, [127, 128, -129, -128]), new ImageRequest());

    [Fact]
    public void Too_many_nonzeros_are_refused_by_k_and_n() =>
        Refused(["fc1: k 0 to 3, n 1: 2 nonzero weights, must be at most kept (1)"], _weights, new ImageRequest { KeptPerTile = [1, 1] });

    [Fact]
    public void Weights_in_blocks_that_are_left_out_are_refused() =>
        Refused(["fc1: k 0 to 3, n 1: nonzero weights, but the block list of N-tile 0 leaves out block 0"], _weights, new ImageRequest { BlockLists = [[1], null] });

    [Fact]
    public void Bad_lists_and_kept_are_refused_together() =>
        Refused(
            [
                "fc1: N-tile 0: kept 5, must be 1 to array.block (4)",
                "fc1: N-tile 1: block 2 in the block list, must be 0 to 1",
                "fc1: N-tile 1: block 1 after 2 in the block list, must ascend",
            ],
            _weights, new ImageRequest { KeptPerTile = [5, 1], BlockLists = [null, [2, 1]] });

    [Fact]
    public void Counts_that_do_not_fit_are_refused() =>
        Refused(
            [
                "fc1: 1 kept, must be 2, one for each N-tile",
                "fc1: 3 block lists, must be 2, one for each N-tile",
                "fc1: 2 requantizations, must be 3, one for each output channel",
                "fc1: output channel 1: multiplier 65536 and shift 64, must be 0 to 65535 and 0 to 63",
            ],
            _weights, new ImageRequest { KeptPerTile = [1], BlockLists = [null, null, null], Channels = [Requantization.Zero, new(0, 65536, 64)] });

    [Fact]
    public void An_empty_matrix_is_refused() =>
        Refused(["fc1: 0 x 3, must have at least one row and one column"], Matrix<int>.Adopt(0, 3, []), new ImageRequest());

    [Fact]
    public void Many_errors_are_cut_short()
    {
        InputException exception = Assert.Throws<InputException>(() => ImageEncoder.Encode(_configuration, Matrix<int>.Create(8, 5, (_, _) => 200), new ImageRequest { KeptPerTile = [4, 4, 4], Name = "fc1" }));
        Assert.Equal(21, exception.Errors.Count);
        Assert.Equal("fc1: and 20 more of the kind", exception.Errors[^1].ToString());
    }

    [Fact]
    public void An_image_that_the_memories_do_not_hold_is_refused()
    {
        ArrayConfiguration small = _configuration with { WeightKib = 1, Tiles = 2, ListEntries = 4 };
        Matrix<int> weights = Matrix<int>.Create(4000, 5, (k, _) => k % 8 < 4 ? 1 : 0);
        InputException exception = Assert.Throws<InputException>(() => ImageEncoder.Encode(small, weights, new ImageRequest { Name = "fc1", FindBlockLists = true }));
        Assert.Equal(
            [
                "fc1: 3000 weight words, must be at most 204 (memory.weight_kib); cut the layer into jobs",
                "fc1: 3 N-tiles, must be at most 2 (memory.tiles); cut the layer into jobs",
                "fc1: 375 block-list words, must be at most 1 (memory.list_entries); cut the layer into jobs",
            ],
            exception.Errors.Select(error => error.ToString()));
    }

    private void Refused(string[] messages, Matrix<int> weights, ImageRequest request) =>
        Assert.Equal(messages, Assert.Throws<InputException>(() => ImageEncoder.Encode(_configuration, weights, request with { Name = "fc1" })).Errors.Select(error => error.ToString()));
}
