using System.CommandLine;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;

namespace HwGen.Cli.Commands;

/// <summary>Writes a commented configuration to start from.</summary>
public sealed class InitCommand : HwgenCommand
{
    private readonly Argument<string> file = new("FILE")
    {
        Description = "YAML file to write; its name becomes the configuration's",
        DefaultValueFactory = _ => "array.yaml",
    };

    private readonly Option<bool> force = new("--force") { Description = "replace the file if it is there" };

    public InitCommand(Terminal terminal)
        : base(terminal, "init", "write a commented configuration to start from")
    {
        Add(file);
        Add(force);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        string path = arguments.GetRequiredValue(file);
        if (File.Exists(path) && !arguments.GetValue(force))
            throw new InputException(path, "is there already; --force replaces it");
        ArrayConfiguration configuration = ConfigurationWriter.Starter(Path.GetFileNameWithoutExtension(path));
        if (ConfigurationRules.Check(configuration, new HashSet<string>()).FirstOrDefault() is { } violation)
            throw new InputException(path, $"{violation}; the file's name becomes the configuration's");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        File.WriteAllText(path, ConfigurationWriter.Write(configuration));
        session.Say($"{path}: a configuration to edit; next: hwgen generate {path} -o DIR");
        session.Return(new { file = path, name = configuration.Name });
        return ExitCode.Good;
    }
}
