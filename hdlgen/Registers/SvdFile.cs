using System.Xml.Linq;
using HwGen.Core.Configuration;
using HwGen.Core.Registers;

namespace HwGen.Hdlgen.Registers;

/// <summary>Prints the registers as CMSIS-SVD 1.3, which debuggers and header generators read.</summary>
/// <remarks>The base address is 0: where the accelerator lies is the system's to say. Order of elements: the CMSIS-SVD schema.</remarks>
public static class SvdFile
{
    private static readonly XNamespace SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>The XML text.</summary>
    public static string Print(ArrayConfiguration configuration) => XmlText.Of(configuration, new XElement("device",
        new XAttribute("schemaVersion", "1.3"),
        new XAttribute(XNamespace.Xmlns + "xs", SchemaInstance),
        new XAttribute(SchemaInstance + "noNamespaceSchemaLocation", "CMSIS-SVD.xsd"),
        new XElement("vendor", "hwgen"),
        new XElement("name", configuration.ModuleName),
        new XElement("version", Provenance.Version),
        new XElement("description", $"Structured-sparse GEMM accelerator {configuration.Name}"),
        new XElement("addressUnitBits", 8),
        new XElement("width", 32),
        new XElement("size", 32),
        new XElement("access", "read-write"),
        new XElement("peripherals", new XElement("peripheral",
            new XElement("name", "HWGEN"),
            new XElement("description", "Registers on the bus s_axi_ctrl"),
            new XElement("baseAddress", "0x00000000"),
            new XElement("addressBlock",
                new XElement("offset", "0x0"),
                new XElement("size", $"0x{1 << RegisterMap.AddressWidth:X}"),
                new XElement("usage", "registers")),
            new XElement("registers", RegisterMap.All.Select(register => Element(register, configuration)))))));

    private static XElement Element(Register register, ArrayConfiguration configuration) => new("register",
        new XElement("name", register.Name),
        new XElement("description", register.Description),
        new XElement("addressOffset", $"0x{register.Offset:X2}"),
        new XElement("size", 32),
        register.Access == RegisterAccess.ByField ? null : Access(register.Access),
        new XElement("resetValue", $"0x{ResetValues.Of(register, configuration):X8}"),
        register.Access == RegisterAccess.ByField ? null : Actions(register.Access),
        register.Fields.IsEmpty ? null : new XElement("fields", register.Fields.Select(Element)));

    private static XElement Element(RegisterField field) => new("field",
        new XElement("name", field.Name),
        new XElement("description", field.Description),
        new XElement("bitOffset", field.Low),
        new XElement("bitWidth", field.Width),
        Access(field.Access),
        Actions(field.Access));

    private static XElement Access(RegisterAccess access) => new("access", AccessWords.Of(access));

    private static XElement? Actions(RegisterAccess access) =>
        AccessWords.WriteAction(access) is { } write ? new XElement("modifiedWriteValues", write)
        : AccessWords.ReadAction(access) is { } read ? new XElement("readAction", read)
        : null;
}
