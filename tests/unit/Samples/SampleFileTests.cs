using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Samples;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Samples;

public sealed class SampleFileTests : IDisposable
{
    private static readonly int[] Rgb = [3, 1, 2];

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Floats_are_taken_as_they_are()
    {
        var path = Write("a.npz", ("input", NpyFile.Format(new Tensor<float>([1.5f, -2], 2, 1))), ("y", NpyFile.Format(new Tensor<long>([3, 4], 2))));
        var samples = SampleFile.Read(path, [1]);
        Assert.Equal([1.5f, -2], samples.Inputs.Values);
        Assert.Equal([3, 4], samples.Labels!);
        Assert.Null(samples.Format);
    }

    [Fact]
    public void Integers_are_scaled_after_the_offset_is_taken_away()
    {
        var path = Write("a.npz", ("x", NpyFile.Format(new Tensor<sbyte>([83, 85], 2, 1))));
        Assert.Equal([0, 1], SampleFile.Read(path, [1], new SampleOptions(0.5, 83)).Inputs.Values);
    }

    [Fact]
    public void Channels_that_come_last_are_brought_to_the_front()
    {
        // one sample of 1 x 2 pixels with three channels each: (1, 2, 3), (4, 5, 6)
        var path = Write("a.npz", ("x", NpyFile.Format(new Tensor<byte>([1, 2, 3, 4, 5, 6], 1, 1, 2, 3))));
        var samples = SampleFile.Read(path, Rgb, new SampleOptions(1, 0, "NHWC"));
        Assert.Equal([1, 4, 2, 5, 3, 6], samples.Inputs.Values);
        Assert.Equal([1, 3, 1, 2], samples.Inputs.Shape);
    }

    [Theory]
    [InlineData(".yaml", "scale: 1/4\noffset: 2\nlayout: NHWC\n")]
    [InlineData(".json", "{\"scale\": 0.25, \"offset\": 2, \"layout\": \"NHWC\"}")]
    public void A_file_beside_the_samples_says_what_the_integers_stand_for(string extension, string text)
    {
        var path = Write("a.npz", ("x", NpyFile.Format(new Tensor<byte>([2, 6, 10, 2, 6, 10], 1, 1, 2, 3))));
        File.WriteAllText(path + extension, text);
        Assert.Equal([0, 0, 1, 1, 2, 2], SampleFile.Read(path, Rgb).Inputs.Values);
    }

    [Fact]
    public void Arrays_of_the_archive_say_it_too()
    {
        var path = Write(
            "a.npz",
            ("x", NpyFile.Format(new Tensor<byte>([2, 6], 2, 1))),
            ("scale", NpyFile.Format(new Tensor<double>([0.25], []))),
            ("offset", NpyFile.Format(new Tensor<int>([2], 1))));
        Assert.Equal([0, 1], SampleFile.Read(path, [1]).Inputs.Values);
    }

    [Fact]
    public void What_held_at_calibration_holds_again()
    {
        var path = Write("a.npz", ("x", NpyFile.Format(new Tensor<byte>([2, 6], 2, 1))));
        Assert.Equal([0, 2], SampleFile.Read(path, [1], remembered: new SampleFormat(0.5, 2, null)).Inputs.Values);
    }

    [Fact]
    public void Labels_are_found_beside_an_idx_file()
    {
        File.WriteAllBytes(_folder.At("t-images-idx3-ubyte"), [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 255]);
        File.WriteAllBytes(_folder.At("t-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, 2, 7, 9]);
        var samples = SampleFile.Read(_folder.At("t-images-idx3-ubyte"), [1, 1, 1], new SampleOptions(1 / 255.0));
        Assert.Equal([0, 1], samples.Inputs.Values);
        Assert.Equal([7, 9], samples.Labels!);
    }

    [Fact]
    public void Integers_without_scale_are_refused()
    {
        var path = Write("a.npz", ("x", NpyFile.Format(new Tensor<byte>([2, 6], 2, 1))));
        Assert.Equal(
            $"{path}[x]: integers (|u1) without a scale; input = scale * (number - offset): say --scale and --offset, such as --scale 1/255, or write scale: and offset: to a file a.npz.yaml beside it",
            Refusal(path, [1]));
    }

    [Fact]
    public void A_shape_that_does_not_fit_is_refused_with_a_hint()
    {
        var path = Write("a.npz", ("x", NpyFile.Format(new Tensor<byte>([1, 2, 3, 4, 5, 6], 1, 1, 2, 3))));
        Assert.Equal($"{path}[x]: a sample is 1 x 2 x 3, must be 3 x 1 x 2; if channels come last, say --layout NHWC", Refusal(path, Rgb, new SampleOptions(1)));
    }

    [Fact]
    public void A_layout_that_does_not_fit_is_refused()
    {
        var path = Write("a.npz", ("x", NpyFile.Format(new Tensor<byte>([1, 2], 2, 1))));
        Assert.Equal($"{path}[x]: layout NHWC for 2 dimensions, must be N and each of C, H, W at most once, such as NHWC", Refusal(path, [1], new SampleOptions(1, 0, "NHWC")));
    }

    [Fact]
    public void An_archive_without_samples_is_refused()
    {
        var path = Write("a.npz", ("x_train", NpyFile.Format(new Tensor<float>([2, 6], 2, 1))), ("x_test", NpyFile.Format(new Tensor<float>([2, 6], 2, 1))));
        Assert.Equal($"{path}: no array x, input, inputs, data, images, features or arr_0; it holds x_test, x_train", Refusal(path, [1]));
    }

    [Theory]
    [InlineData("X", "Y")]
    [InlineData("inputs", "labels")]
    [InlineData("data", "target")]
    [InlineData("arr_0", "arr_1")]
    [InlineData("pictures", "y")]
    public void Arrays_are_found_by_the_names_that_are_common_and_a_single_one_by_any(string samples, string labels)
    {
        var path = Write("a.npz", (samples, NpyFile.Format(new Tensor<float>([1.5f, -2], 2, 1))), (labels, NpyFile.Format(new Tensor<long>([3, 4], 2))));
        var read = SampleFile.Read(path, [1]);
        Assert.Equal([1.5f, -2], read.Inputs.Values);
        Assert.Equal([3, 4], read.Labels!);
    }

    public static TheoryData<byte[]> LabelForms =>
    [
        NpyFile.Format(new Tensor<float>([2, 0], 2)),
        NpyFile.Format(new Tensor<byte>([2, 0], 2, 1)),
        NpyFile.Format(new Tensor<float>([0, 0, 1, 1, 0, 0], 2, 3)),
        NpyFile.Format(new Tensor<long>([0, 0, 1, 1, 0, 0], 2, 3)),
    ];

    [Theory]
    [MemberData(nameof(LabelForms))]
    public void Labels_may_be_floats_or_rows_with_a_single_1(byte[] labels) =>
        Assert.Equal([2, 0], SampleFile.Read(Write("a.npz", ("x", NpyFile.Format(new Tensor<float>([1, 2], 2, 1))), ("y", labels)), [1]).Labels!);

    public static TheoryData<byte[], string> BadLabels => new()
    {
        { NpyFile.Format(new Tensor<float>([1, 0.5f], 2)), "label 1 is 0.5, must be 0 to 2147483647, without a fraction" },
        { NpyFile.Format(new Tensor<int>([-3, 1], 2)), "label 0 is -3, must be 0 to 2147483647, without a fraction" },
        { NpyFile.Format(new Tensor<float>([0, 1, 1, 1, 0, 0], 2, 3)), "labels have the shape 2 x 3, must be one number per sample, or one row of 0 with a single 1" },
        { NpyFile.Format(new Tensor<float>([0, 0.5f, 0, 1, 0, 0], 2, 3)), "labels have the shape 2 x 3, must be one number per sample, or one row of 0 with a single 1" },
    };

    [Theory]
    [MemberData(nameof(BadLabels))]
    public void Labels_that_name_no_class_are_refused(byte[] labels, string message)
    {
        var path = Write("a.npz", ("x", NpyFile.Format(new Tensor<float>([1, 2], 2, 1))), ("y", labels));
        Assert.Equal($"{path}[y]: {message}", Refusal(path, [1]));
    }

    [Fact]
    public void Labels_that_are_too_few_are_refused()
    {
        var path = Write("a.npz", ("x", NpyFile.Format(new Tensor<float>([2, 6], 2, 1))), ("y", NpyFile.Format(new Tensor<int>([1], 1))));
        Assert.Equal($"{path}: 1 labels, must be one for each of 2 samples", Refusal(path, [1]));
    }

    [Fact]
    public void Samples_that_are_not_numbers_are_refused()
    {
        var path = Write("a.npz", ("x", NpyFile.Format(new Tensor<float>([2, float.NaN], 2, 1))));
        Assert.Equal($"{path}[x]: sample 1 holds NaN, must be finite numbers", Refusal(path, [1]));
    }

    [Theory]
    [InlineData(1.0, "sample 1 holds NaN, must be finite numbers")]
    [InlineData(1e300, "sample 0 holds Infinity, must be finite numbers")]
    [InlineData(0.0, "scale 0, must not be 0")]
    public void A_scale_does_not_hide_what_is_no_number(double scale, string message)
    {
        var path = Write("a.npz", ("x", NpyFile.Format(new Tensor<float>([2, float.NaN], 2, 1))));
        Assert.Equal($"{path}[x]: {message}", Refusal(path, [1], new SampleOptions(scale)));
    }

    [Fact]
    public void Unknown_keys_beside_the_samples_are_refused()
    {
        var path = Write("a.npz", ("x", NpyFile.Format(new Tensor<byte>([2, 6], 2, 1))));
        File.WriteAllText(path + ".yaml", "scal: 1\n");
        Assert.Equal($"{path}.yaml: scal: unknown key, must be scale, offset, layout, labels", Refusal(path, [1]));
    }

    [Fact]
    public void Unknown_kinds_of_files_are_refused() =>
        Assert.Equal("a.png: unknown kind of sample file, must be .npz, .npy or an idx file (.gz or *-ubyte)", Refusal("a.png", [1]));

    [Theory]
    [InlineData("1/255", 1 / 255.0)]
    [InlineData("-0.5", -0.5)]
    public void A_number_may_be_a_fraction(string text, double expected) => Assert.Equal(expected, SampleOptions.ParseNumber(text, "--scale"));

    [Theory]
    [InlineData("1/0")]
    [InlineData("a")]
    [InlineData("1/2/3")]
    public void A_number_that_is_none_is_refused(string text) =>
        Assert.Equal($"--scale: '{text}', must be a number or a fraction such as 1/255", Assert.Throws<InputException>(() => SampleOptions.ParseNumber(text, "--scale")).Message);

    private static string Refusal(string path, int[] shape, SampleOptions? options = null) =>
        Assert.Throws<InputException>(() => SampleFile.Read(path, shape, options)).Message;

    private string Write(string name, params (string Name, byte[] Bytes)[] arrays)
    {
        NpzFile.Write(_folder.At(name), arrays.ToDictionary(a => a.Name, a => a.Bytes));
        return _folder.At(name);
    }
}
