using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx;
using HwGen.Pruner.Pruning;

namespace HwGen.Tests.Unit.Pruner;

public sealed class ShiftedSampleTests
{
    [Fact]
    public void Copies_are_shifted_by_a_place_in_each_direction_and_repeat_what_is_left_empty()
    {
        var network = Flat(2, 8, 9);
        Tensor<float> samples = new([.. Enumerable.Range(0, 3 * 2 * 72).Select(i => (float)i)], 3, 2, 8, 9);
        var all = ShiftedSamples.Of(network, samples, network.Gemms);
        Assert.Equal([15, 2, 8, 9], all.Shape);
        Assert.Equal(samples.Values, all.Values[..samples.Count]);
        (int Down, int Right)[] shifts = [(0, 1), (1, 0), (0, -1), (-1, 0)];
        for (var copy = 0; copy < 4; copy++)
            for (var sample = 0; sample < 3; sample++)
                for (var channel = 0; channel < 2; channel++)
                    for (var row = 0; row < 8; row++)
                        for (var column = 0; column < 9; column++)
                        {
                            var (fromRow, fromColumn) = (row - shifts[copy].Down, column - shifts[copy].Right);
                            (fromRow, fromColumn) = (fromRow is < 0 or > 7 ? row : fromRow, fromColumn is < 0 or > 8 ? column : fromColumn);
                            Assert.Equal(
                                samples.Values[(((((sample * 2) + channel) * 8) + fromRow) * 9) + fromColumn],
                                all.Values[((((((((copy + 1) * 3) + sample) * 2) + channel) * 8) + row) * 9) + column]);
                        }
    }

    [Theory]
    [InlineData(1, 8, 9, 287, 5)]
    [InlineData(1, 8, 9, 288, 1)]
    [InlineData(1, 7, 40, 2, 1)]
    [InlineData(8, 9, 1, 2, 1)]
    public void There_are_copies_only_of_images_and_only_below_four_samples_for_each_input(int channels, int height, int width, int count, int times)
    {
        var network = Flat(channels, height, width);
        var samples = new Tensor<float>(count, channels, height, width);
        Assert.Equal(times * count, ShiftedSamples.Of(network, samples, network.Gemms).Shape[0]);
        Assert.Same(samples, ShiftedSamples.Of(network, samples, []));
    }

    private static NetworkGraph Flat(params int[] shape)
    {
        var k = shape.Aggregate(1, (count, d) => count * d);
        return OnnxReader.Read(new OnnxModelBuilder("flat", shape).Flatten("flatten").Gemm("fc", new Tensor<float>(2, k), new Tensor<float>(2)).Build(2), "flat.onnx");
    }
}
