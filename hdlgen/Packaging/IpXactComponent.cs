using System.Xml.Linq;
using HwGen.Core.Configuration;
using HwGen.Core.Registers;
using HwGen.Hdlgen.Registers;

namespace HwGen.Hdlgen.Packaging;

/// <summary>Prints the component as IP-XACT (IEEE 1685-2014): buses, registers, ports, files.</summary>
/// <remarks>Vivado reads the edition of 2009 only and gets <see cref="VivadoPackage"/>. Bus definitions: those of Arm, <c>amba.com:AMBA4</c>.</remarks>
public static class IpXactComponent
{
    private const string Map = "registers";
    private const string FileSet = "verilog";
    private static readonly XNamespace X = "http://www.accellera.org/XMLSchema/IPXACT/1685-2014";

    /// <summary>The XML text; files are named relative to it.</summary>
    public static string Print(ArrayConfiguration configuration, IEnumerable<GeneratedFile> sources) => XmlText.Of(configuration, new XElement(X + "component",
        new XAttribute(XNamespace.Xmlns + "ipxact", X),
        Element("vendor", Vlnv.Vendor),
        Element("library", Vlnv.Library),
        Element("name", configuration.ModuleName),
        Element("version", Provenance.Version),
        Element("busInterfaces", TopBus.All.Select(Bus)),
        Element("memoryMaps", Element("memoryMap",
            Element("name", Map),
            Element("addressBlock",
                Element("name", "reg0"),
                Element("baseAddress", 0),
                Element("range", 1 << RegisterMap.AddressWidth),
                Element("width", 32),
                Element("usage", "register"),
                RegisterMap.All.Select(register => RegisterElement(register, ResetValues.Of(register, configuration)))),
            Element("addressUnitBits", 8))),
        Element("model",
            Element("views", Element("view",
                Element("name", "rtl"),
                Element("envIdentifier", ":*Synthesis:"),
                Element("envIdentifier", ":*Simulation:"),
                Element("componentInstantiationRef", "rtl"))),
            Element("instantiations", Element("componentInstantiation",
                Element("name", "rtl"),
                Element("language", "Verilog"),
                Element("moduleName", configuration.ModuleName),
                Element("fileSetRef", Element("localName", FileSet)))),
            Element("ports", TopPorts.All.Select(port => PortElement(port, port.Bits(configuration))))),
        Element("fileSets", Element("fileSet",
            Element("name", FileSet),
            sources.Select(file => Element("file", Element("name", $"../{file.Path}"),
                file.IsVerilog ? Element("fileType", "verilogSource") : Element("fileType", new XAttribute("user", "memory"), "user"))))),
        Element("description", $"Structured-sparse GEMM accelerator {configuration.Name}")));

    private static XElement Bus(TopBus bus)
    {
        (string type, string version) = bus.IsStream ? ("AXI4Stream", "r0p0_1") : ("AXI4-Lite", "r0p0_0");
        return Element("busInterface",
            Element("name", bus.Name),
            Reference("busType", type, version),
            Element("abstractionTypes", Element("abstractionType",
                Reference("abstractionRef", $"{type}_rtl", version),
                Element("portMaps", bus.Ports
                    .Select(port => PortMap(port.Signal, port.Name))
                    .Append(PortMap("ACLK", "aclk")).Append(PortMap("ARESETn", "aresetn"))))),
            bus.IsMaster ? Element("master")
            : bus.IsStream ? Element("slave")
            : Element("slave", Element("memoryMapRef", new XAttribute("memoryMapRef", Map))));
    }

    private static XElement PortMap(string logical, string physical) => Element("portMap",
        Element("logicalPort", Element("name", logical)),
        Element("physicalPort", Element("name", physical)));

    private static XElement RegisterElement(Register register, uint reset) => Element("register",
        Element("name", register.Name),
        Element("description", register.Description),
        Element("addressOffset", $"'h{register.Offset:X2}"),
        Element("size", 32),
        register.FieldsOrValue.Select(field => FieldElement(field, field.Extract(reset))));

    private static XElement FieldElement(RegisterField field, uint reset) => Element("field",
        Element("name", field.Name),
        Element("description", field.Description),
        Element("bitOffset", field.Low),
        Element("resets", Element("reset", Element("value", $"'h{reset:X}"))),
        Element("bitWidth", field.Width),
        Element("volatile", field.Access is RegisterAccess.ReadWrite or RegisterAccess.WriteOnly ? "false" : "true"),
        Element("access", AccessWords.Of(field.Access)),
        AccessWords.WriteAction(field.Access) is { } write ? Element("modifiedWriteValue", write) : null,
        AccessWords.ReadAction(field.Access) is { } read ? Element("readAction", read) : null);

    private static XElement PortElement(Port port, int bits) => Element("port",
        Element("name", port.Name),
        Element("wire",
            Element("direction", port.IsInput ? "in" : "out"),
            bits == 1 ? null : Element("vectors", Element("vector", Element("left", bits - 1), Element("right", 0)))));

    private static XElement Reference(string element, string name, string version) => Element(element,
        new XAttribute("vendor", "amba.com"), new XAttribute("library", "AMBA4"), new XAttribute("name", name), new XAttribute("version", version));

    private static XElement Element(string name, params object?[] content) => new(X + name, content);
}
