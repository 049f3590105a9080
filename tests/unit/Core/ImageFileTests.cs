using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Image;
using HwGen.Core.IO;
using HwGen.Core.Numerics;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Core;

public sealed class ImageFileTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly ArrayConfiguration _configuration = ConfigurationFile.Read("int8-4of8-2x8x2_4x4");
    private readonly WeightImage _image;

    public ImageFileTests()
    {
        Matrix<int> weights = Samples.Weights(new Random(3), _configuration, new MatrixShape(50, 20), 4, 0.4);
        _image = ImageEncoder.Encode(_configuration, weights, new ImageRequest
        {
            FindBlockLists = true,
            Channels = [.. Enumerable.Range(0, 20).Select(n => Requantization.FromScale(n - 10, 0.001 * (n + 1)))],
            Notes = new ImageNotes
            {
                Output = new OutputQuantization(-5, -128, 127),
                ActivationScale = 0.125,
                OutputScale = 0.1,
                WeightScales = [.. Enumerable.Range(1, 20).Select(n => n / 3.0)],
                OutputPermutation = [.. Enumerable.Range(0, 20).Reverse()],
            },
        });
        ImageWriter.Write(_folder.Path, "fc1", _image);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Written_files_read_back()
    {
        WeightImage read = ImageReader.Read(_folder.At("fc1.json"));
        Assert.Equal(ImageSerializer.ToBytes(_image), ImageSerializer.ToBytes(read));
        Assert.Equal(ImageDecoder.Decode(_image), ImageDecoder.Decode(read));
        Assert.Equal((_image.K, _image.N, _image.Configuration), (read.K, read.N, read.Configuration));
        Assert.Equal(_image.Notes.Output, read.Notes.Output);
        Assert.Equal(_image.Notes.WeightScales, read.Notes.WeightScales);
        Assert.Equal(_image.Notes.OutputPermutation, read.Notes.OutputPermutation);
        Assert.Equal(ImageDecoder.Decode(_image).Values.ToArray(), NpyFile.Read(_folder.At("fc1.npy")).ToInt32().Values);
        ImageReader.Read(_folder.At("fc1.bin"), _configuration);
    }

    [Fact]
    public void The_same_image_gives_the_same_files_and_leaves_nothing_else()
    {
        string[] expected = ["fc1.bin", "fc1.json", "fc1.lists.mem", "fc1.npy", "fc1.requantize.mem", "fc1.tiles.mem", "fc1.weights.mem"];
        Dictionary<string, byte[]> first = Files();
        Assert.Equal(expected, first.Keys.Order(StringComparer.Ordinal));
        ImageWriter.Write(_folder.Path, "fc1", _image);
        Assert.All(Files(), file => Assert.Equal(first[file.Key], file.Value));
    }

    [Theory]
    [InlineData("\"format_version\": 1", "\"format_version\": 2", "format_version: 2, expected 1")]
    [InlineData("\"configuration_hash\": \"0xb1362e00\"", "\"configuration_hash\": \"0xb1362e01\"", "configuration_hash: 0xb1362e01, expected 0xb1362e00 by its configuration")]
    [InlineData("\"configuration_hash\": \"0xb1362e00\"", "\"configuration_hash\": 5", "configuration_hash: 5, expected string")]
    [InlineData("\"configuration_hash\": \"0xb1362e00\"", "\"configuration_hash\": \"five\"", "configuration_hash: five, expected 0x and eight hexadecimal digits")]
    [InlineData("\"k\": 50", "\"k\": 0", "k: 0, expected a whole number from 1 to 524280")]
    [InlineData("\"k\": 50", "\"kk\": 50", "k: missing, expected number")]
    [InlineData("\"weight_scales\": [", "\"weight_scales\": [1,", "weight_scales: 21 numbers, expected none or 20")]
    [InlineData("\"weight_scales\": [", "\"weight_scales\": [\"\",", "weight_scales: 21 numbers, expected none or 20")]
    [InlineData("\"output\": [\n      19,", "\"output\": [\n      18,", "output: numbers that are negative or repeated, expected a permutation")]
    public void A_bad_manifest_is_refused(string good, string bad, string message)
    {
        string path = _folder.At("fc1.json");
        string text = File.ReadAllText(path);
        Assert.Contains(good, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(good, bad, StringComparison.Ordinal));
        Assert.Equal($"{path}: {message}", Assert.Throws<InputException>(() => ImageReader.Read(path)).Message);
    }

    [Fact]
    public void A_manifest_that_is_no_JSON_is_refused()
    {
        string path = _folder.At("fc1.json");
        File.WriteAllText(path, "{\n  \"format_version\" 1\n}");
        Assert.Equal($"{path}:2:20: not JSON, expected a manifest", Assert.Throws<InputException>(() => ImageReader.Read(path)).Message);
    }

    [Fact]
    public void A_changed_bit_is_found_by_its_checksum()
    {
        string path = _folder.At("fc1.bin");
        byte[] bytes = File.ReadAllBytes(path);
        int offset = _image.Layout.Requantize.Offset;
        bytes[offset] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Matches($"^{path}: section requantize, offset {offset}: CRC-32 0x[0-9a-f]{{8}}, expected 0x[0-9a-f]{{8}}$",
            Assert.Throws<InputException>(() => ImageReader.Read(path)).Message);
    }

    [Fact]
    public void An_image_for_another_configuration_is_refused()
    {
        ArrayConfiguration other = ConfigurationFile.Read("int8-4of8-1x8x1_8x8");
        string path = _folder.At("fc1.json");
        Assert.Equal($"{path}: configuration_hash: 0xb1362e00 (int8-4of8-2x8x2_4x4), expected 0x02b33f27 (int8-4of8-1x8x1_8x8)",
            Assert.Throws<InputException>(() => ImageReader.Read(path, other)).Message);
    }

    [Fact]
    public void A_manifest_of_another_shape_is_refused()
    {
        string path = _folder.At("fc1.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"k\": 50", "\"k\": 70", StringComparison.Ordinal));
        Assert.Equal($"{_folder.At("fc1.bin")}: section header, offset 24: 7 K-blocks, expected 9 for 70 rows",
            Assert.Throws<InputException>(() => ImageReader.Read(path)).Message);
    }

    [Fact]
    public void A_missing_file_is_refused()
    {
        File.Delete(_folder.At("fc1.bin"));
        Assert.Equal($"{_folder.At("fc1.bin")}: no such file", Assert.Throws<InputException>(() => ImageReader.Read(_folder.At("fc1.json"))).Message);
        Assert.Equal($"{_folder.At("fc2.json")}: no such file", Assert.Throws<InputException>(() => ImageReader.Read(_folder.At("fc2.bin"))).Message);
    }

    private Dictionary<string, byte[]> Files() => Directory.GetFiles(_folder.Path).ToDictionary(path => Path.GetFileName(path)!, File.ReadAllBytes);
}
