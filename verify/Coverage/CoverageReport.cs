using System.Globalization;
using System.Net;
using System.Text;

namespace HwGen.Verify.Coverage;

/// <summary>Says what was hit and what never: as text and as one HTML page.</summary>
public sealed class CoverageReport
{
    private readonly CoverageData data;
    private readonly Dictionary<string, string[]> sources;
    private readonly List<(CoverageExclusion Exclusion, int First, int Last)> excluded = [];
    private readonly IReadOnlyList<CoverageSummary> files;

    private static readonly (string Head, Func<CoverageSummary, CoverageFigure> Figure)[] Columns =
    [
        ("lines", file => file.Lines),
        ("branches", file => file.Of(CoveragePointKind.Branch)),
        ("toggles", file => file.Of(CoveragePointKind.Toggle)),
        ("cover", file => file.Of(CoveragePointKind.User)),
        ("bins", file => file.Of(CoveragePointKind.Functional)),
    ];

    /// <summary>A report over all that was counted.</summary>
    /// <param name="data">what was counted</param>
    /// <param name="sources">paths of the sources that the page shows; found by the names of the files</param>
    /// <param name="exclusions">parts of the sources that do not count; none if null</param>
    /// <exception cref="ArgumentException">an exclusion fits no source</exception>
    public CoverageReport(CoverageData data, IEnumerable<string> sources, IEnumerable<CoverageExclusion>? exclusions = null)
    {
        this.data = data;
        this.sources = sources.Where(File.Exists).GroupBy(path => Path.GetFileName(path)!)
            .ToDictionary(group => group.Key, group => File.ReadAllLines(group.First()));
        foreach (var exclusion in exclusions ?? [])
        {
            var (first, last) = exclusion.Lines(this.sources.GetValueOrDefault(exclusion.File, []));
            excluded.Add((exclusion, first, last));
        }

        files = CoverageSummary.ByFile(data, point => !excluded.Exists(
            part => part.Exclusion.File == point.File && point.Line >= part.First && point.Line <= part.Last));
    }

    private IEnumerable<(string Head, Func<CoverageSummary, CoverageFigure> Figure)> Shown =>
        Columns.Where(column => files.Any(file => column.Figure(file).Total > 0));

    /// <summary>The share of source lines that ran.</summary>
    public CoverageFigure Lines => CoverageSummary.Sum(files.Select(file => file.Lines));

    /// <summary>A table by file, then each point that was never hit.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        var width = Math.Max(5, files.Select(file => file.File.Length).DefaultIfEmpty().Max());
        void Row(string name, IEnumerable<string> cells) =>
            text.Append(name.PadRight(width)).Append(string.Concat(cells.Select(cell => cell.PadLeft(18)))).Append('\n');
        Row("", Shown.Select(column => column.Head));
        foreach (var file in files)
            Row(file.File, Shown.Select(column => Cell(column.Figure(file))));
        Row("total", Shown.Select(column => Cell(CoverageSummary.Sum(files.Select(column.Figure)))));
        var missed = files.SelectMany(file => file.Missed).ToList();
        text.Append(missed.Count == 0 ? "everything was hit\n" : "never hit:\n");
        foreach (var point in missed)
            text.Append(CultureInfo.InvariantCulture, $"  {point}\n");
        foreach (var (exclusion, first, last) in excluded)
            text.Append(CultureInfo.InvariantCulture, $"left out: {exclusion.File}:{first}-{last}: {exclusion.Reason}\n");
        return text.ToString();
    }

    /// <summary>The same as a page with the sources, each line with its count.</summary>
    public string Html()
    {
        var text = new StringBuilder("""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Coverage</title><style>
            body { font: 15px/1.4 sans-serif; max-width: 75em; margin: 2em auto; padding: 0 1em; color: #222; background: #fff }
            table { border-collapse: collapse } td, th { padding: .15em .8em; text-align: right } th:first-child, td:first-child { text-align: left }
            tr:nth-child(even) { background: #f4f4f4 } pre { font: 13px/1.35 monospace; overflow-x: auto }
            .n { color: #888; display: inline-block; width: 9em; text-align: right; margin-right: 1em } .hit { background: #e3f6e3 } .miss { background: #fbdada }
            </style></head><body><h1>Coverage</h1>

            """);
        text.Append("<table><tr><th></th>").Append(string.Concat(Shown.Select(column => $"<th>{column.Head}</th>"))).Append("</tr>\n");
        foreach (var file in files)
            text.Append(CultureInfo.InvariantCulture, $"<tr><td><a href=\"#{Encode(file.File)}\">{Encode(file.File)}</a></td>")
                .Append(string.Concat(Shown.Select(column => $"<td>{Cell(column.Figure(file))}</td>"))).Append("</tr>\n");
        text.Append("<tr><td><b>total</b></td>")
            .Append(string.Concat(Shown.Select(column => $"<td><b>{Cell(CoverageSummary.Sum(files.Select(column.Figure)))}</b></td>"))).Append("</tr></table>\n");
        foreach (var (exclusion, first, last) in excluded)
            text.Append(CultureInfo.InvariantCulture, $"<p>Left out: {Encode(exclusion.File)}, lines {first} to {last}: {Encode(exclusion.Reason)}</p>\n");
        foreach (var file in files)
            FileSection(text, file);
        return text.Append("</body></html>\n").ToString();
    }

    /// <summary>Writes <c>coverage.txt</c>, <c>coverage.html</c> and the data as <c>coverage.dat</c>.</summary>
    /// <param name="folder">where, created if need be</param>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "coverage.txt"), Text());
        File.WriteAllText(Path.Combine(folder, "coverage.html"), Html());
        data.Write(Path.Combine(folder, "coverage.dat"));
    }

    private void FileSection(StringBuilder text, CoverageSummary file)
    {
        text.Append(CultureInfo.InvariantCulture, $"<h2 id=\"{Encode(file.File)}\">{Encode(file.File)}</h2>\n");
        var missed = file.Missed.ToList();
        if (missed.Count > 0)
            text.Append("<p>Never hit:</p><ul>")
                .Append(string.Concat(missed.Select(point => $"<li>{(point.Line == 0 ? "" : $"line {point.Line}: ")}{Encode(point.Name)}</li>"))).Append("</ul>\n");
        if (!sources.TryGetValue(file.File, out var source))
        {
            text.Append("<table>").Append(string.Concat(file.Points.Where(point => point.Value > 0).Select(point =>
                $"<tr><td>{Encode(point.Key.Name)}</td><td>{point.Value}</td></tr>\n"))).Append("</table>\n");
            return;
        }

        var number = 0;
        text.Append("<pre>");
        foreach (var line in source)
        {
            number++;
            var known = file.LineHits.TryGetValue(number, out var hits);
            var mark = !known ? "" : hits > 0 ? " class=\"hit\"" : " class=\"miss\"";
            text.Append(CultureInfo.InvariantCulture, $"<span{mark}><span class=\"n\">{(known ? hits : "")} {number,5}</span>{Encode(line)}</span>\n");
        }

        text.Append("</pre>\n");
    }

    private static string Cell(CoverageFigure figure) => figure.Total == 0 ? "" : $"{figure.Hit}/{figure.Total} {figure}";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
