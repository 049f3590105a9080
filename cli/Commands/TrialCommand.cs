using System.CommandLine;
using HwGen.Core.Configuration;
using HwGen.Verify.Mutation;

namespace HwGen.Cli.Commands;

/// <summary>Tries one compiled model, in the process of its own that <c>hwgen verify --mutate</c> starts for each mutant.</summary>
public sealed class TrialCommand : HwgenCommand
{
    /// <summary>The command's name.</summary>
    public const string CommandName = "trial";

    private readonly Argument<string> configuration = new("CONFIG");
    private readonly Argument<string> model = new("MODEL");
    private readonly Argument<string?> right = new("RIGHT") { Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<int> groups = NumberOption.Of("--groups", "groups of GEMMs", 20, 1);
    private readonly Option<int> seed = NumberOption.Of("--seed", "seed of the random numbers", 1, 1);

    public TrialCommand(Terminal terminal)
        : base(terminal, CommandName, "run the tests on one compiled model")
    {
        Hidden = true;
        Add(configuration);
        Add(model);
        Add(right);
        Add(groups);
        Add(seed);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        TrialResult? reference = arguments.GetValue(right) is { } file ? TrialResult.Read(File.ReadAllText(file)) : null;
        var trial = new MutantTrial(
            ConfigurationFile.Read(arguments.GetRequiredValue(configuration)), arguments.GetValue(groups), (ulong)arguments.GetValue(seed));
        session.Say($"{trial.Run(arguments.GetRequiredValue(model), reference)}");
        return ExitCode.Good;
    }
}
