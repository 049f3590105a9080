using System.Globalization;
using System.Xml.Linq;

namespace HwGen.Verify.Testing;

/// <summary>Reads what <c>dotnet test --logger trx</c> writes.</summary>
internal static class TrxResults
{
    private static readonly XNamespace Space = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>The results as a suite of JUnit, named after the assembly of the tests.</summary>
    /// <param name="run">the element <c>TestRun</c></param>
    /// <remarks>A run that was aborted says so beside its results; that becomes a test that ended with an error.</remarks>
    public static XElement Suite(XElement run)
    {
        var tests = run.Descendants(Space + "UnitTest").ToDictionary(test => (string?)test.Attribute("id") ?? "");
        var assembly = tests.Values.Select(test => (string?)test.Element(Space + "TestMethod")?.Attribute("codeBase")).FirstOrDefault();
        return new XElement(
            "testsuite", new XAttribute("name", Path.GetFileNameWithoutExtension(assembly) ?? "dotnet test"),
            run.Descendants(Space + "UnitTestResult").Select(result => Case(result, tests)),
            run.Descendants(Space + "RunInfo").Where(info => (string?)info.Attribute("outcome") == "Error").Select(Aborted));
    }

    private static XElement Case(XElement result, Dictionary<string, XElement> tests)
    {
        var test = tests.GetValueOrDefault((string?)result.Attribute("testId") ?? "");
        var seconds = TimeSpan.TryParse((string?)result.Attribute("duration"), CultureInfo.InvariantCulture, out var time) ? time.TotalSeconds : 0;
        var output = result.Element(Space + "Output");
        var error = output?.Element(Space + "ErrorInfo");
        return new XElement(
            "testcase",
            new XAttribute("classname", (string?)test?.Element(Space + "TestMethod")?.Attribute("className") ?? ""),
            new XAttribute("name", (string?)result.Attribute("testName") ?? ""),
            new XAttribute("time", seconds.ToString("0.000", CultureInfo.InvariantCulture)),
            (string?)result.Attribute("outcome") switch
            {
                "Passed" => null,
                "NotExecuted" => new XElement("skipped"),
                _ => new XElement(
                    "failure", new XAttribute("message", error?.Element(Space + "Message")?.Value ?? "no message"),
                    error?.Element(Space + "StackTrace")?.Value),
            },
            output?.Element(Space + "StdOut") is { } said ? new XElement("system-out", said.Value) : null);
    }

    private static XElement Aborted(XElement info) => new(
        "testcase", new XAttribute("classname", ""), new XAttribute("name", "the run itself"),
        new XElement("error", new XAttribute("message", info.Element(Space + "Text")?.Value ?? "aborted")));
}
