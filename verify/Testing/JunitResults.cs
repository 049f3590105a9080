using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace HwGen.Verify.Testing;

/// <summary>Results in JUnit's XML form, put together from several files.</summary>
/// <param name="Root">the element <c>testsuites</c></param>
public sealed record JunitResults(XElement Root)
{
    /// <summary>Test cases.</summary>
    public int Tests => Root.Descendants("testcase").Count();

    /// <summary>Test cases that failed or ended with an error.</summary>
    public int Failures => Root.Descendants("testcase").Count(test => test.Element("failure") is not null || test.Element("error") is not null);

    /// <summary>Puts the suites of several files together; suites of one name become one.</summary>
    /// <param name="files">JUnit XML, or what <c>dotnet test --logger trx</c> writes</param>
    /// <exception cref="FormatException">a file is neither; the message names it</exception>
    public static JunitResults Merge(IEnumerable<string> files)
    {
        var suites = files.SelectMany(Suites).GroupBy(suite => (string?)suite.Attribute("name") ?? "").Select(group =>
        {
            var cases = group.SelectMany(suite => suite.Elements("testcase")).ToList();
            return new XElement("testsuite", new XAttribute("name", group.Key), Counts(cases), cases);
        }).ToList();
        return new JunitResults(new XElement("testsuites", Counts([.. suites.Descendants("testcase")]), suites));
    }

    /// <summary>Writes the file.</summary>
    public void Write(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.WriteAllText(file, $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{Root.ToString().ReplaceLineEndings("\n")}\n");
    }

    private static IEnumerable<XElement> Suites(string file)
    {
        try
        {
            var root = XElement.Load(file);
            if (root.Name.LocalName is "testsuite" or "testsuites")
                return root.DescendantsAndSelf("testsuite");
            if (root.Name.LocalName is "TestRun")
                return [TrxResults.Suite(root)];
        }
        catch (XmlException e)
        {
            throw new FormatException($"{file}: {e.Message}", e);
        }

        throw new FormatException($"{file}: no results, JUnit's begin with <testsuites> or <testsuite>, those of dotnet test with <TestRun>");
    }

    private static XAttribute[] Counts(List<XElement> cases) =>
    [
        new("tests", cases.Count.ToString(CultureInfo.InvariantCulture)),
        new("failures", cases.Count(test => test.Element("failure") is not null).ToString(CultureInfo.InvariantCulture)),
        new("errors", cases.Count(test => test.Element("error") is not null).ToString(CultureInfo.InvariantCulture)),
    ];
}
