using System.Xml.Linq;

namespace HwGen.Cli.Verification;

/// <summary>Writes results in the XML form that continuous integration reads.</summary>
internal static class JunitFile
{
    /// <summary>One test case a thing checked.</summary>
    public static void Write(string path, string suite, IReadOnlyList<VerificationCase> cases)
    {
        var document = new XElement(
            "testsuite",
            new XAttribute("name", suite),
            new XAttribute("tests", cases.Count),
            new XAttribute("failures", cases.Count(part => part.Failure is not null)),
            cases.Select(part => new XElement(
                "testcase",
                new XAttribute("classname", suite),
                new XAttribute("name", part.Name),
                part.Failure is null ? null : new XElement("failure", new XAttribute("message", part.Failure)))));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{document.ToString().ReplaceLineEndings("\n")}\n");
    }
}
