using System.Text.Json;
using HwGen.Core.Errors;

namespace HwGen.Core.Network;

/// <summary>A plan as JSON.</summary>
public static class PlanFile
{
    public const string Name = "plan.json";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NewLine = "\n",
    };

    public static string Format(Plan plan) => JsonSerializer.Serialize(plan, Options) + "\n";

    public static Plan Read(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, e is FileNotFoundException or DirectoryNotFoundException ? "no such file" : e.Message);
        }

        return Parse(text, path);
    }

    /// <param name="text">JSON</param>
    /// <param name="source">how messages name it</param>
    public static Plan Parse(string text, string source)
    {
        Plan? plan;
        try
        {
            plan = JsonSerializer.Deserialize<Plan>(text, Options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            var place = e is JsonException { LineNumber: { } line } ? $"{source}:{line + 1}" : source;
            throw new InputException(place, $"not a plan: {e.Message}");
        }

        if (plan is null || plan.Format != Plan.FormatName || plan.Version != Plan.CurrentVersion)
            throw new InputException(source, $"format {plan?.Format} version {plan?.Version}, must be {Plan.FormatName} version {Plan.CurrentVersion}");
        InputError[] errors = [.. PlanRules.Check(plan).Select(problem => new InputError(source, problem))];
        return errors.Length == 0 ? plan : throw new InputException(errors);
    }
}
