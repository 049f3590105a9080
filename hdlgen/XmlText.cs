using System.Text;
using System.Xml;
using System.Xml.Linq;
using HwGen.Core.Configuration;

namespace HwGen.Hdlgen;

/// <summary>XML as generated files carry it: UTF-8 declared, indented by two, LF, where it comes from in a comment.</summary>
internal static class XmlText
{
    /// <summary>Where the file comes from; two hyphens, which end a comment, stand apart.</summary>
    public static string Comment(ArrayConfiguration configuration) =>
        $"<!-- {Provenance.Line(configuration).Replace("--", "- -", StringComparison.Ordinal)} -->\n";

    public static string Of(ArrayConfiguration configuration, XElement root)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        text.Append(Comment(configuration));
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" }))
            root.Save(writer);
        return text.Append('\n').ToString();
    }
}
