using System.Text;
using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.IO;

public sealed class NpyFileTests
{
    [Fact]
    public void A_written_file_is_what_NumPy_writes()
    {
        var bytes = NpyFile.Format(new Tensor<short>([1, -2, 3], 3));
        var header = Encoding.Latin1.GetString(bytes, 0, 128);
        Assert.StartsWith("\u0093NUMPY\u0001\0v\0{'descr': '<i2', 'fortran_order': False, 'shape': (3,), } ", header, StringComparison.Ordinal);
        Assert.Equal((byte)'\n', bytes[127]);
        Assert.Equal<byte>([1, 0, 254, 255, 3, 0], bytes[128..]);
    }

    [Theory]
    [InlineData("|i1", new byte[] { 255 }, -1)]
    [InlineData("|u1", new byte[] { 255 }, 255)]
    [InlineData("|b1", new byte[] { 1 }, 1)]
    [InlineData("<i2", new byte[] { 0, 128 }, -32768)]
    [InlineData("<u2", new byte[] { 0, 128 }, 32768)]
    [InlineData("<i4", new byte[] { 1, 0, 0, 128 }, -2147483647)]
    [InlineData("<i8", new byte[] { 254, 255, 255, 255, 255, 255, 255, 255 }, -2)]
    [InlineData("<f4", new byte[] { 0, 0, 32, 192 }, -2.5)]
    [InlineData("<f8", new byte[] { 0, 0, 0, 0, 0, 0, 4, 64 }, 2.5)]
    public void Every_element_type_is_read(string descriptor, byte[] data, double expected)
    {
        var array = NpyFile.Parse(File(1, descriptor, "False", "(1,)", data), "a.npy");
        Assert.Equal(expected, array.ToDouble().Values[0]);
        Assert.Equal([1], array.Shape);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Column_major_files_of_every_version_come_out_row_major(int version)
    {
        // [[1, 2, 3], [4, 5, 6]] column by column
        var array = NpyFile.Parse(File(version, "|i1", "True", "(2, 3)", [1, 4, 2, 5, 3, 6]), "a.npy");
        Assert.Equal([1, 2, 3, 4, 5, 6], array.ToInt32().Values);
    }

    [Fact]
    public void A_number_alone_has_no_dimensions()
    {
        var array = NpyFile.Parse(File(1, "|i1", "False", "()", [7]), "a.npy");
        Assert.Empty(array.Shape);
        Assert.Equal(7, array.ToInt32().Values[0]);
    }

    public static TheoryData<byte[], string> BadFiles => new()
    {
        { [1, 2, 3], "a.npy: no .npy header, must be a file that starts with \\x93NUMPY" },
        { File(4, "|i1", "False", "(1,)", [7]), "a.npy: .npy version 4, must be 1 to 3" },
        { File(1, ">i4", "False", "(1,)", [0, 0, 0, 1]), "a.npy: element type >i4, must be |i1, |u1, |b1, <i2, <u2, <i4, <i8, <f2, <f4, <f8" },
        { File(1, "|i1", "Maybe", "(1,)", [7]), "a.npy: header {'descr': '|i1', 'fortran_order': Maybe, 'shape': (1,), }, must be 'fortran_order' with True or False" },
        { File(1, "|i1", "False", "(2, -1)", [7]), "a.npy: dimension -1, must be 0 to 2147483647" },
        { File(1, "<i2", "False", "(2, 2)", [1, 2, 3]), "a.npy: 3 bytes of numbers, must be 8 for <i2 2 x 2" },
        { File(1, "|i1", "False", "(100000, 100000)", [7]), "a.npy: shape 100000 x 100000, must be at most 268435455 numbers" },
        { File(1, "|i1", "False", "(1,)", [7])[..40], "a.npy: 40 bytes, must be at least 68 for the header" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_bad_file_is_refused_with_what_was_found_and_what_is_allowed(byte[] file, string message) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => NpyFile.Parse(file, "a.npy")).Message);

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        using var folder = new ScratchFolder();
        var path = folder.At("none.npy");
        Assert.Equal($"{path}: no such file", Assert.Throws<InputException>(() => NpyFile.Read(path)).Message);
    }

    [Fact]
    public void Floats_are_not_taken_for_integers()
    {
        var array = NpyFile.Parse(File(1, "<f4", "False", "(1,)", [0, 0, 32, 192]), "a.npy");
        Assert.Equal("a.npy: element type <f4, must be an integer type: |i1, |u1, <i2, <i4, <i8", Assert.Throws<InputException>(() => array.ToInt32()).Message);
    }

    [Fact]
    public void Integers_outside_the_range_asked_for_are_refused()
    {
        var array = NpyFile.Parse(File(1, "|u1", "False", "(1,)", [200]), "a.npy");
        Assert.Equal("a.npy: 200, must be -128 to 127", Assert.Throws<InputException>(() => array.ToInt32(-128, 127)).Message);
    }

    private static byte[] File(byte version, string descriptor, string order, string shape, byte[] data)
    {
        var text = Encoding.ASCII.GetBytes($"{{'descr': '{descriptor}', 'fortran_order': {order}, 'shape': {shape}, }}\n");
        byte[] length = version == 1 ? [(byte)text.Length, 0] : [(byte)text.Length, 0, 0, 0];
        return [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', version, 0, .. length, .. text, .. data];
    }

    private static byte[] File(int version, string descriptor, string order, string shape, byte[] data) => File((byte)version, descriptor, order, shape, data);
}
