using System.Net;
using System.Text;
using HwGen.Core.Configuration;
using HwGen.Core.Registers;

namespace HwGen.Hdlgen.Registers;

/// <summary>Prints the registers as one HTML page that needs no other file: a table of contents, then each register with a picture of its bits.</summary>
public static class RegisterPage
{
    /// <summary>The HTML text.</summary>
    public static string Print(ArrayConfiguration configuration)
    {
        ArrayConfiguration c = configuration;
        var text = new StringBuilder($$"""
            <!DOCTYPE html>
            {{XmlText.Comment(c).TrimEnd()}}
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{c.ModuleName}}: registers</title>
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; color: #1d2733; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 2.2rem 0 .3rem; }
            code, .offset { font-family: ui-monospace, monospace; } .offset { color: #5b6b7c; font-weight: normal; }
            table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .25rem .7rem .25rem 0; vertical-align: top; }
            tr { border-bottom: 1px solid #e3e8ee; } th { color: #5b6b7c; font-weight: 600; }
            svg { width: 100%; height: auto; margin: .4rem 0; } a { color: #1f5fa8; text-decoration: none; }
            svg text { font: 11px ui-monospace, monospace; fill: #1d2733; } svg .bit { fill: #5b6b7c; font-size: 9px; }
            svg rect { stroke: #8595a6; fill: #fff; } svg rect.field { fill: #dcebfa; } svg rect.none { fill: #f4f6f8; }
            </style>
            </head>
            <body>
            <h1>{{c.ModuleName}}</h1>
            <p>Bus <code>s_axi_ctrl</code>, AXI4-Lite, 32 bits a register. Configuration <code>{{Escaped(c.Name)}}</code>, hash <code>{{Provenance.HashText(c)}}</code>.</p>
            <table>
            <tr><th>offset</th><th>register</th><th>access</th><th>after reset</th><th>what</th></tr>

            """.ReplaceLineEndings("\n"));
        foreach (Register register in RegisterMap.All)
        {
            text.Append($"<tr><td><code>0x{register.Offset:X2}</code></td><td><a href=\"#{register.Name}\">{register.Name}</a></td>")
                .Append($"<td>{RegisterTable.Access(register.Access)}</td><td><code>0x{ResetValues.Of(register, c):X8}</code></td>")
                .Append($"<td>{Escaped(register.Description)}</td></tr>\n");
        }

        text.Append("</table>\n");
        foreach (Register register in RegisterMap.All)
            Append(text, register, ResetValues.Of(register, c));
        return text.Append("</body>\n</html>\n").ToString();
    }

    private static void Append(StringBuilder text, Register register, uint reset)
    {
        text.Append($"<h2 id=\"{register.Name}\">{register.Name} <span class=\"offset\">0x{register.Offset:X2}</span></h2>\n");
        text.Append($"<p>{Escaped(register.Description)}. {RegisterTable.Access(register.Access)}, after reset <code>0x{reset:X8}</code>.</p>\n");
        text.Append(BitPicture.Of(register));
        if (register.Fields.IsEmpty)
            return;
        text.Append("<table>\n<tr><th>bits</th><th>field</th><th>access</th><th>what</th></tr>\n");
        foreach (RegisterField field in register.Fields)
        {
            text.Append($"<tr><td><code>{(field.Width == 1 ? $"{field.Low}" : $"{field.High}:{field.Low}")}</code></td><td>{field.Name}</td>")
                .Append($"<td>{RegisterTable.Access(field.Access)}</td><td>{Escaped(field.Description)}</td></tr>\n");
        }

        text.Append("</table>\n");
    }

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
