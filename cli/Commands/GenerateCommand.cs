using System.CommandLine;
using HwGen.Cli.Output;
using HwGen.Core.Configuration;
using HwGen.Hdlgen;

namespace HwGen.Cli.Commands;

/// <summary>Turns a configuration into a folder of Verilog.</summary>
public sealed class GenerateCommand : HwgenCommand
{
    private readonly Argument<string> source = ConfigurationArgument.Create();
    private readonly Option<string> output = OutputFolder("folder to write");
    private readonly Option<bool> force = Force();

    public GenerateCommand(Terminal terminal)
        : base(terminal, "generate", "write the Verilog of a configuration, with registers, file lists and documents")
    {
        Add(source);
        Add(output);
        Add(force);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        ArrayConfiguration configuration = ConfigurationFile.Read(arguments.GetRequiredValue(source));
        string folder = arguments.GetRequiredValue(output);
        session.Step($"generating {configuration.Name} ({Provenance.HashText(configuration)}) into {folder}");
        Design design = Design.From(configuration);
        DesignFolder.Write(design, folder, arguments.GetValue(force));
        session.Show(Files(design, folder));
        session.Say($"top module {design.TopModule}: {configuration.MTile} x {configuration.NTile} outputs, multipliers: {configuration.MTile * configuration.NTile * configuration.Lanes}");
        session.Return(new
        {
            configuration = configuration.Name,
            hash = Provenance.HashText(configuration),
            top = design.TopModule,
            folder,
            files = design.Files.Select(file => file.Path),
            log = session.LogPath,
        });
        return ExitCode.Good;
    }

    private static ResultTable Files(Design design, string folder)
    {
        var table = new ResultTable("file", ">bytes", "what");
        GeneratedFile[] modules = [.. design.Verilog.Where(file => file.Path != $"rtl/{design.TopModule}.v")];
        foreach (GeneratedFile file in design.Files.Except(modules))
            table.Add(Path.Combine(folder, file.Path), $"{file.Text.Length}", file.Description);
        return table.Add(Path.Combine(folder, "rtl/"), $"{modules.Sum(file => file.Text.Length)}", $"{modules.Length} modules");
    }
}
