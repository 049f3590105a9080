using System.Globalization;
using HwGen.Core.Errors;

namespace HwGen.Pruner.Budget;

/// <summary>What a user grants.</summary>
/// <param name="Kind">what is spent</param>
public abstract record BudgetRequest(IBudgetKind Kind)
{
    /// <summary>Share of a block's weights that will be kept, about: channels are put in order for it.</summary>
    public abstract double TypicalShare { get; }

    /// <summary>Chooses densities.</summary>
    /// <param name="densities">what they cost and lose</param>
    /// <param name="attempt">prunes with an allotment and judges what comes of it; null if nothing can be judged</param>
    /// <returns>what was tried, the one that is taken first</returns>
    public abstract IReadOnlyList<TriedAllotment> Search(NetworkDensities densities, Func<Allotment, Trial>? attempt);

    /// <summary>Allotments that are tried at most.</summary>
    public const int MostTrials = 9;

    private const string Drop = "drop=";

    public static IReadOnlyList<IBudgetKind> Kinds { get; } = [new CycleKind(), new ByteKind()];

    /// <summary>Reads <c>cycles=0.4</c>, <c>bytes=0.4</c>, <c>drop=1.5</c>.</summary>
    public static BudgetRequest Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith(Drop, StringComparison.Ordinal) && Number(text[Drop.Length..]) is >= 0 and < 100 and var points)
            return new DropRequest(points);
        var kind = Kinds.FirstOrDefault(k => text.StartsWith($"{k.Name}=", StringComparison.Ordinal));
        return kind is not null && Number(text[(kind.Name.Length + 1)..]) is > 0 and <= 1 and var share
            ? new ShareRequest(kind, share)
            : throw new InputException(
                "--budget",
                $"{text}, must be {string.Join(" or ", Kinds.Select(k => $"{k.Name}=SHARE"))} with a share of the dense network above 0, at most 1, or {Drop}POINTS with percentage points of accuracy from 0, below 100");
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
