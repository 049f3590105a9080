using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using HwGen.Core.Configuration;
using HwGen.Core.Registers;
using HwGen.Hdlgen;
using HwGen.Hdlgen.Packaging;
using HwGen.Hdlgen.Registers;

namespace HwGen.Tests.Unit.Hdlgen;

/// <summary>Every export says the same of every register and field as <see cref="RegisterMap"/>.</summary>
public sealed class RegisterExportTests
{
    private static readonly ArrayConfiguration Configuration = ConfigurationWriter.Starter("exported--twice");
    private static readonly XNamespace IpXact = "http://www.accellera.org/XMLSchema/IPXACT/1685-2014";

    /// <summary>One line a register or field: name, offset or bits, value after reset.</summary>
    private static string[] Expected(string? wholeWord) =>
    [
        .. RegisterMap.All.SelectMany(register => Fields(register, wholeWord)
            .Select(field => $"{register.Name}.{field.Name} {field.Low}+{field.Width} = {field.Extract(Reset(register)):X}")
            .Prepend($"{register.Name} @ {register.Offset:X}")),
    ];

    private static IEnumerable<RegisterField> Fields(Register register, string? wholeWord) =>
        register.Fields.IsEmpty && wholeWord is not null
            ? [new RegisterField(wholeWord, 31, 0, register.Access, register.Description)]
            : register.Fields;

    private static uint Reset(Register register) => ResetValues.Of(register, Configuration);

    [Fact]
    public void Svd_has_every_register_and_field()
    {
        IEnumerable<string> found = Svd().Descendants("register").SelectMany(register => register.Descendants("field")
            .Select(field => $"{Text(register, "name")}.{Text(field, "name")} {Text(field, "bitOffset")}+{Text(field, "bitWidth")}"
                + $" = {Cut(Number(Text(register, "resetValue")), Text(field, "bitOffset"), Text(field, "bitWidth")):X}")
            .Prepend($"{Text(register, "name")} @ {Number(Text(register, "addressOffset")):X}"));

        Assert.Equal(Expected(wholeWord: null), found);
    }

    [Theory]
    [InlineData("CTRL", "START", "read-write", "modifiedWriteValues", "oneToSet")]
    [InlineData("CTRL", "DONE", "read-only", "readAction", "clear")]
    [InlineData("ISR", "DONE", "read-write", "modifiedWriteValues", "oneToToggle")]
    [InlineData("STATUS", "IMAGE_HASH", "read-write", "modifiedWriteValues", "oneToClear")]
    [InlineData("COUNT_CLEAR", "CLEAR", "write-only", null, null)]
    [InlineData("STATUS", "LOADING", "read-only", null, null)]
    public void Svd_tells_what_reading_and_writing_does(string register, string field, string access, string? action, string? value)
    {
        XElement found = Svd().Descendants("register").Single(element => Text(element, "name") == register)
            .Descendants("field").Single(element => Text(element, "name") == field);

        Assert.Equal(access, Text(found, "access"));
        Assert.Equal(action, found.Elements().Last().Name.LocalName is "access" ? null : found.Elements().Last().Name.LocalName);
        Assert.Equal(value, action is null ? null : Text(found, action));
    }

    // A schema's sequence is an order that validators insist on.
    [Fact]
    public void Svd_keeps_the_order_of_its_schema()
    {
        AssertOrder(Svd().Descendants("device"), "vendor name version description addressUnitBits width size access peripherals");
        AssertOrder(Svd().Descendants("peripheral"), "name description baseAddress addressBlock registers");
        AssertOrder(Svd().Descendants("register"), "name description addressOffset size access resetValue modifiedWriteValues readAction fields");
        AssertOrder(Svd().Descendants("field"), "name description bitOffset bitWidth access modifiedWriteValues readAction");
    }

    [Fact]
    public void IpXact_has_every_register_and_field()
    {
        IEnumerable<string> found = Component().Descendants(IpXact + "register").SelectMany(register => register.Elements(IpXact + "field")
            .Select(field => $"{Text(register, "name")}.{Text(field, "name")} {Text(field, "bitOffset")}+{Text(field, "bitWidth")} = {Text(field, "resets")[2..]}")
            .Prepend($"{Text(register, "name")} @ {Text(register, "addressOffset")[2..].TrimStart('0').PadLeft(1, '0')}"));

        Assert.Equal(Expected("VALUE"), found);
    }

    [Fact]
    public void IpXact_keeps_the_order_of_its_schema()
    {
        AssertOrder(Component().Descendants(IpXact + "component"), "vendor library name version busInterfaces memoryMaps model fileSets description");
        AssertOrder(Component().Descendants(IpXact + "busInterface"), "name busType abstractionTypes master slave");
        AssertOrder(Component().Descendants(IpXact + "addressBlock"), "name baseAddress range width usage register");
        AssertOrder(Component().Descendants(IpXact + "register"), "name description addressOffset size field");
        AssertOrder(Component().Descendants(IpXact + "field"), "name description bitOffset resets bitWidth volatile access modifiedWriteValue readAction");
        AssertOrder(Component().Descendants(IpXact + "model"), "views instantiations ports");
    }

    [Fact]
    public void IpXact_has_every_port_with_its_direction_and_width()
    {
        IEnumerable<string> found = Component().Descendants(IpXact + "port").Select(port =>
            $"{Text(port, "name")} {port.Descendants(IpXact + "direction").Single().Value} {1 + int.Parse(port.Descendants(IpXact + "left").SingleOrDefault()?.Value ?? "0")}");

        Assert.Equal(TopPorts.All.Select(port => $"{port.Name} {(port.IsInput ? "in" : "out")} {port.Bits(Configuration)}"), found);
    }

    [Fact]
    public void SystemRdl_has_every_register_and_field()
    {
        string text = SystemRdlFile.Print(Configuration);
        IEnumerable<string> found = Regex.Matches(text, @"reg \{(.*?)\n    \} (\w+) @ 0x([0-9A-F]+);", RegexOptions.Singleline)
            .SelectMany(register => Regex.Matches(register.Groups[1].Value, @"field \{ .* \} (\w+)\[(\d+):(\d+)\] = 0x([0-9A-F]+);")
                .Select(field => $"{register.Groups[2].Value}.{field.Groups[1].Value} {field.Groups[3].Value}+{int.Parse(field.Groups[2].Value) - int.Parse(field.Groups[3].Value) + 1} = {field.Groups[4].Value}")
                .Prepend($"{register.Groups[2].Value} @ {Convert.ToInt32(register.Groups[3].Value, 16):X}"));

        Assert.Equal(Expected("VALUE"), found);
        Assert.Contains("desc = \"\\\"HWGN\\\" in memory order", text, StringComparison.Ordinal);
        Assert.Equal(text.Count(c => c == '{'), text.Count(c => c == '}'));
    }

    [Fact]
    public void The_page_names_every_register_and_draws_its_bits()
    {
        string page = RegisterPage.Print(Configuration);
        XDocument svg = XDocument.Parse("<all>" + string.Concat(Regex.Matches(page, "<svg.*?</svg>", RegexOptions.Singleline).Select(match => match.Value)) + "</all>");

        Assert.Equal(RegisterMap.All.Select(register => register.Name), Regex.Matches(page, "<h2 id=\"(\\w+)\"").Select(match => match.Groups[1].Value));
        Assert.Equal(RegisterMap.All.Length, svg.Root!.Elements().Count());
        Assert.All(svg.Root.Elements(), picture => Assert.Equal(960, picture.Elements("rect").Sum(box => (int)box.Attribute("width")!)));
        Assert.DoesNotContain("http", page.Replace(XmlText(page), "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static string XmlText(string page) => Regex.Match(page, "<!-- .*? -->").Value;

    private static XDocument Svd() => XDocument.Parse(SvdFile.Print(Configuration));

    private static XDocument Component() => XDocument.Parse(IpXactComponent.Print(Configuration, []));

    private static string Text(XElement parent, string name) => parent.Elements().First(element => element.Name.LocalName == name).Value;

    private static uint Number(string text) => uint.Parse(text[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static uint Cut(uint word, string low, string width) => (uint)((word >> int.Parse(low)) & ((1UL << int.Parse(width)) - 1));

    private static void AssertOrder(IEnumerable<XElement> elements, string order)
    {
        string[] names = order.Split(' ');
        Assert.NotEmpty(elements);
        Assert.All(elements, element =>
        {
            int[] places = [.. element.Elements().Select(child => Array.IndexOf(names, child.Name.LocalName))];
            Assert.DoesNotContain(-1, places);
            Assert.Equal(places.Order(), places);
        });
    }
}
