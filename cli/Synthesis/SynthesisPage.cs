using System.Globalization;
using System.Net;
using System.Text;
using HwGen.Verify.GateLevel;

namespace HwGen.Cli.Synthesis;

/// <summary>Prints a report as one HTML page that needs no other file.</summary>
public static class SynthesisPage
{
    /// <summary>The HTML text.</summary>
    public static string Print(SynthesisReport report)
    {
        double sum = report.Modules.Sum(module => module.Area);
        string unit = report.AreaUm2 is null ? "cells" : "µm²";
        var text = new StringBuilder($$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>{{Escaped(report.Configuration)}} on {{Escaped(report.Target)}}</title>
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; color: #1d2733; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; } th, td { text-align: right; padding: .25rem 1.2rem .25rem 0; } th:first-child, td:first-child { text-align: left; }
            tr { border-bottom: 1px solid #e3e8ee; } th { color: #5b6b7c; font-weight: 600; }
            svg { width: 100%; height: auto; margin-bottom: 1rem; } svg text { font-family: system-ui, sans-serif; fill: #1d2733; } svg .note { fill: #45515e; } svg rect { stroke: #fff; stroke-width: 1.5; }
            .swatch { display: inline-block; width: .8em; height: .8em; margin-right: .6em; border-radius: 2px; vertical-align: -.05em; }
            .over { color: #b3261e; font-weight: 600; }
            </style>
            </head>
            <body>
            <h1>{{Escaped(report.Configuration)}} on {{Escaped(report.Target)}}</h1>
            <p>Configuration hash <code>{{report.Hash}}</code>, clock period {{report.PeriodNs.ToString(CultureInfo.InvariantCulture)}} ns, {{Text((decimal)report.DenseMacs)}} dense multiply-adds a clock.</p>
            <table>

            """.ReplaceLineEndings("\n"));
        foreach ((string name, string value, bool isBad) in Lines(report))
            text.Append($"<tr><td>{Escaped(name)}</td><td{(isBad ? " class=\"over\"" : "")}>{Escaped(value)}</td></tr>\n");
        text.Append("</table>\n");
        if (report.Comparison is { } comparison)
            Append(text, comparison);
        text.Append($"<h2>Where the {unit} are</h2>\n");
        text.Append(Treemap.Draw(report.Modules.Select(module => (module.Module, $"{Share(module.Area / sum)}, {module.Instances} x", module.Area))));
        text.Append($"<table>\n<tr><th>module</th><th>instances</th><th>{unit}</th><th>share</th></tr>\n");
        foreach ((ModuleArea module, int place) in report.Modules.Where(module => module.Area > 0).OrderByDescending(module => module.Area).Select((module, place) => (module, place)))
            text.Append($"<tr><td><span class=\"swatch\" style=\"background: {Treemap.Colour(place)}\"></span>{Escaped(module.Module)}</td><td>{module.Instances}</td><td>{Text((decimal)module.Area)}</td><td>{Share(module.Area / sum)}</td></tr>\n");
        return text.Append("</table>\n<p>Each module was synthesized for itself here, so that its cells can be told apart; the modules inside it are left out.</p>\n</body>\n</html>\n").ToString();
    }

    private static void Append(StringBuilder text, SynthesisComparison comparison)
    {
        text.Append($"<h2>Since {Escaped(comparison.Configuration)} on {Escaped(comparison.Target)}</h2>\n");
        text.Append("<table>\n<tr><th>figure</th><th>before</th><th>now</th><th>change</th></tr>\n");
        foreach (string[] row in comparison.Rows())
            text.Append($"<tr>{string.Concat(row.Select(cell => $"<td>{Escaped(cell)}</td>"))}</tr>\n");
        text.Append("</table>\n");
    }

    /// <summary>The figures of a report in words, also for the console: name, value, whether it misses what is needed.</summary>
    public static IEnumerable<(string Name, string Value, bool IsBad)> Lines(SynthesisReport report)
    {
        foreach (Resource resource in report.Resources)
        {
            string share = resource.Available is { } available ? $" of {available}, {Text(100m * resource.Used / available)}%{(resource.Fits ? "" : ": does not fit")}" : "";
            yield return (resource.Name, $"{resource.Used}{share}", !resource.Fits);
        }

        if (report.FrameRegisters > 0)
            yield return ("of the FF, frame", $"{report.FrameRegisters} stand for the surroundings", false);
        if (report.AreaUm2 is { } area)
        {
            yield return ("area", $"{(area / 1e6).ToString("0.000", CultureInfo.InvariantCulture)} mm² without memories", false);
            yield return ("area per dense multiply-add", $"{Text((decimal)(area / report.DenseMacs))} µm²", false);
            yield return ("stand-ins of memories", $"{((report.MemoryStandInUm2 ?? 0) / 1e6).ToString("0.000", CultureInfo.InvariantCulture)} mm², not counted", false);
        }

        if (report.MappedFor is { } effort)
            yield return ("mapped for", effort, false);
        if (report.WorstSlackNs is { } slack)
            yield return ("worst slack", $"{slack.ToString("0.00", CultureInfo.InvariantCulture)} ns at {report.PeriodNs.ToString(CultureInfo.InvariantCulture)} ns", slack < 0);
        if (report.MedianFmaxMhz is { } median)
        {
            double needed = 1000 / (double)report.PeriodNs;
            string seeds = report.FmaxMhz.Length > 1 ? $" median of {report.FmaxMhz.Length} seeds, the slowest {Text((decimal)report.MinFmaxMhz!.Value)}" : "";
            yield return ("fmax", $"{Text((decimal)median)} MHz{seeds}, the clock needs {Text((decimal)needed)}", median < needed);
        }

        if (report.SlowestPath is { } path)
        {
            yield return ("slowest path, from", path.From, false);
            yield return ("to", path.To, false);
        }
    }

    private static string Text(decimal number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Share(double part) => (100 * part).ToString("0.0", CultureInfo.InvariantCulture) + "%";

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
