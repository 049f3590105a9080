using System.CommandLine;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Hdlgen;
using HwGen.Hdlgen.Packaging;

namespace HwGen.Cli.Commands;

/// <summary>Answers FuseSoC as a generator: writes a design and its core description into the current folder.</summary>
public sealed class FusesocCommand : HwgenCommand
{
    private readonly Argument<string> request = new("FILE") { Description = "request of FuseSoC, YAML with gapi, vlnv, files_root, parameters" };

    public FusesocCommand(Terminal terminal)
        : base(terminal, "fusesoc", "generate as FuseSoC asks: a design and its core description in the current folder") => Add(request);

    protected override int Run(ParseResult arguments, Session session)
    {
        string path = arguments.GetRequiredValue(request);
        if (!File.Exists(path))
            throw new InputException(path, "no such file");
        FuseSocRequest asked = FuseSocRequest.Read(File.ReadAllText(path), path);
        string inRoot = Path.Combine(asked.FilesRoot, asked.Configuration);
        ArrayConfiguration configuration = ConfigurationFile.Read(File.Exists(inRoot) ? inRoot : asked.Configuration);
        Design design = Design.From(configuration);
        DesignFolder.Write(design, design.TopModule);
        string core = $"{asked.Vlnv.Trim(':').Replace(':', '_')}.core";
        File.WriteAllText(core, FuseSocCore.Print(configuration, design.Sources, asked.Vlnv, $"{design.TopModule}/"));
        session.Say($"{core}: {asked.Vlnv} with top module {design.TopModule}");
        session.Return(new { core, vlnv = asked.Vlnv, top = design.TopModule, hash = Provenance.HashText(configuration) });
        return ExitCode.Good;
    }
}
