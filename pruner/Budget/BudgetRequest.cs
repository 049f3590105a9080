using System.Globalization;
using HwGen.Core.Errors;

namespace HwGen.Pruner.Budget;

/// <summary>A share of what the dense network uses.</summary>
/// <param name="Kind">of what</param>
/// <param name="Share">above 0, at most 1</param>
public sealed record BudgetRequest(IBudgetKind Kind, double Share)
{
    public static IReadOnlyList<IBudgetKind> Kinds { get; } = [new CycleKind(), new ByteKind()];

    /// <summary>Reads <c>cycles=0.4</c>.</summary>
    public static BudgetRequest Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var kind = Kinds.FirstOrDefault(k => text.StartsWith($"{k.Name}=", StringComparison.Ordinal));
        return kind is not null && double.TryParse(text[(kind.Name.Length + 1)..], CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 1
            ? new BudgetRequest(kind, share)
            : throw new InputException("--budget", $"{text}, must be {string.Join(" or ", Kinds.Select(k => $"{k.Name}=SHARE"))} with a share of the dense network above 0, at most 1");
    }

    public override string ToString() => FormattableString.Invariant($"{Kind.Name}={Share}");
}
