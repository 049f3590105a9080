using System.Text.Json;
using HwGen.Cli.Output;
using HwGen.Core.Errors;

namespace HwGen.Cli.Synthesis;

/// <summary>Sets a report against one that was written earlier.</summary>
public static class SynthesisComparison
{
    /// <summary>Reads a report that <c>hwgen synth</c> wrote.</summary>
    /// <exception cref="InputException">it is not one</exception>
    public static SynthesisReport Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<SynthesisReport>(File.ReadAllText(path), JsonForm.Options)
                ?? throw new InputException(path, "is empty");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, $"cannot be read: {exception.Message}");
        }
        catch (JsonException exception)
        {
            throw new InputException($"{path}:{exception.LineNumber + 1}", "is no report of hwgen synth");
        }
    }

    /// <summary>One row a figure: before, now, and the change in percent.</summary>
    public static ResultTable Table(SynthesisReport before, SynthesisReport now)
    {
        var table = new ResultTable("figure", ">before", ">now", ">change");
        Dictionary<string, double> old = before.Figures().ToDictionary(figure => figure.Name, figure => figure.Value);
        foreach ((string name, double value) in now.Figures())
        {
            bool isKnown = old.Remove(name, out double then);
            table.Add(name, isKnown ? $"{then:0.#}" : "-", $"{value:0.#}", isKnown && then != 0 ? $"{100 * (value - then) / then:+0.0;-0.0;0.0}%" : "-");
        }

        foreach ((string name, double then) in old)
            table.Add(name, $"{then:0.#}", "-", "-");
        return table;
    }
}
