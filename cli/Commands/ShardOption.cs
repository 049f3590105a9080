using System.CommandLine;
using HwGen.Verify.Testing;

namespace HwGen.Cli.Commands;

/// <summary><c>--shard i/n</c>: the i-th of n parts of a run.</summary>
internal static class ShardOption
{
    public static Option<Shard> Create() => new("--shard")
    {
        Description = "run the I-th of N parts of the random GEMMs only; hwgen merge puts the results together",
        HelpName = "I/N",
        DefaultValueFactory = _ => Shard.Whole,
        CustomParser = result =>
        {
            if (Shard.TryParse(result.Tokens[0].Value, out Shard? shard))
                return shard;
            result.AddError($"--shard: {result.Tokens[0].Value}, must be I/N with I from 1 to N, such as 2/8");
            return Shard.Whole;
        },
    };
}
