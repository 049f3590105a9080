using System.Text.Json;

namespace HwGen.Verify.Mutation;

/// <summary>What the tests say of a model; travels as one line of JSON from the process that tried it.</summary>
/// <param name="Test">the test that failed first, null if none did</param>
/// <param name="Message">what it said</param>
/// <param name="Clocks">how long each group of GEMMs took, those up to the failure</param>
public sealed record TrialResult(string? Test, string? Message, IReadOnlyList<long> Clocks)
{
    /// <summary>The line.</summary>
    public override string ToString() => JsonSerializer.Serialize(this);

    /// <summary>Reads the last line of what a process printed.</summary>
    /// <returns>null if that is no result: the process died</returns>
    public static TrialResult? Read(string printed)
    {
        var line = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";
        try
        {
            return JsonSerializer.Deserialize<TrialResult>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
