using System.Globalization;
using System.Text.RegularExpressions;
using HwGen.Core.Registers;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Repository;

/// <summary>The registers stand in C#, in Verilog and in the design document; all three must say the same.</summary>
public sealed partial class RegisterAgreementTests
{
    [Fact]
    public void The_verilog_decodes_each_register_at_its_offset()
    {
        string text = File.ReadAllText(RepositoryFolder.At("rtl-templates/job_registers.v"));
        var decoded = WordAddress().Matches(text).ToDictionary(
            match => match.Groups[1].Value == "HASH" ? "CONFIGURATION_HASH" : match.Groups[1].Value,
            match => 4 * uint.Parse(match.Groups[2].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

        Assert.Equal(RegisterMap.All.ToDictionary(register => register.Name, register => register.Offset), decoded);
    }

    [Fact]
    public void The_design_document_lists_each_register_at_its_offset()
    {
        string text = File.ReadAllText(RepositoryFolder.At("docs/design.md"));
        var listed = TableRow().Matches(text).ToDictionary(
            match => match.Groups[2].Value,
            match => uint.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

        Assert.Equal(RegisterMap.All.ToDictionary(register => register.Name, register => register.Offset), listed);
    }

    [Fact]
    public void Registers_ascend_in_words_and_their_fields_do_not_overlap()
    {
        Assert.Equal(RegisterMap.All.OrderBy(register => register.Offset), RegisterMap.All);
        Assert.All(RegisterMap.All, register =>
        {
            Assert.Equal(0u, register.Offset % 4);
            Assert.InRange(register.Offset, 0u, (1u << RegisterMap.AddressWidth) - 4);
            uint union = register.Fields.Aggregate(0u, (mask, field) => mask | field.Mask);
            Assert.Equal(register.Fields.Sum(field => field.Width), System.Numerics.BitOperations.PopCount(union));
        });
        Assert.Equal(RegisterMap.All.Length, RegisterMap.All.Select(register => register.Name).Distinct().Count());
    }

    [Fact]
    public void A_field_puts_its_value_where_it_takes_it_from()
    {
        RegisterField images = RegisterMap.Status.Field("IMAGES");

        Assert.Equal(0x300u, images.Mask);
        Assert.Equal(0x200u, images.Insert(2));
        Assert.Equal(2u, images.Extract(0xFFFFFEFF));
        Assert.Throws<ArgumentOutOfRangeException>(() => images.Insert(4));
        Assert.Equal("STATUS has no field NOTHING", Assert.Throws<ArgumentException>(() => RegisterMap.Status.Field("NOTHING")).Message.Split(" (")[0]);
    }

    [GeneratedRegex(@"\b([A-Z_]+) = 6'h([0-9A-F]+)")]
    private static partial Regex WordAddress();

    [GeneratedRegex(@"^\| 0x([0-9A-F]{2}) \| ([A-Z_]+) \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
