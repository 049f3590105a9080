using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using HwGen.Cli.Output;
using HwGen.Core.Errors;

namespace HwGen.Cli.Synthesis;

/// <summary>A report set against one that was written earlier.</summary>
/// <param name="Configuration">of the earlier run</param>
/// <param name="Target">of the earlier run</param>
/// <param name="Figures">those of this run in its order, then what only the earlier one has</param>
public sealed record SynthesisComparison(string Configuration, string Target, ImmutableArray<FigureChange> Figures)
{
    private static readonly JsonSerializerOptions Strict =
        new(JsonForm.Options) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    /// <summary>Reads a report that <c>hwgen synth</c> wrote.</summary>
    /// <exception cref="InputException">it is not one</exception>
    public static SynthesisReport Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<SynthesisReport>(File.ReadAllText(path), Strict) ?? throw None(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, $"cannot be read: {exception.Message}");
        }
        catch (JsonException exception)
        {
            throw None(exception.LineNumber is { } line ? $"{path}:{line + 1}" : path);
        }
    }

    /// <summary>Sets two runs against each other.</summary>
    public static SynthesisComparison Of(SynthesisReport before, SynthesisReport now)
    {
        (string Name, double Value)[] old = [.. before.Figures()];
        (string Name, double Value)[] current = [.. now.Figures()];
        return new SynthesisComparison(before.Configuration, before.Target, [
            .. current.Select(figure => new FigureChange(figure.Name, Value(old, figure.Name), figure.Value)),
            .. old.Where(figure => Value(current, figure.Name) is null).Select(figure => new FigureChange(figure.Name, figure.Value, null))]);
    }

    /// <summary>One row a figure, unless it was and is 0: before, now, and the change in percent.</summary>
    public IEnumerable<string[]> Rows() => Figures.Where(figure => figure is not { Before: 0, Now: 0 }).Select(figure => new[]
    {
        figure.Name, Text(figure.Before, "0.##"), Text(figure.Now, "0.##"), figure.ChangePercent is { } change ? $"{Text(change, "+0.0;-0.0;0.0")}%" : "-",
    });

    private static double? Value((string Name, double Value)[] figures, string name)
    {
        int place = Array.FindIndex(figures, figure => figure.Name == name);
        return place < 0 ? null : figures[place].Value;
    }

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";

    private static InputException None(string where) => new(where, "is no report of hwgen synth");
}
