using System.CommandLine;
using HwGen.Cli.Output;
using HwGen.Core.Errors;
using HwGen.Core.Image;
using HwGen.Core.MemoryFiles;

namespace HwGen.Cli.Commands;

/// <summary>Writes the memories of a weight image in the formats of other tools, or checks such files.</summary>
public sealed class ExportCommand : HwgenCommand
{
    private static readonly string Names = string.Join(", ", MemoryFormat.All.Select(format => format.Extension));

    private readonly Argument<string> source = new("IMAGE") { Description = "a weight image (.json or .bin); with --check, a folder that this command wrote" };
    private readonly Option<string> output = new("--output", "-o") { Description = "folder to write", HelpName = "DIR" };
    private readonly Option<string> formats = new("--format") { Description = $"formats, with commas: {Names} (all)", HelpName = "LIST" };
    private readonly Option<bool> trim = new("--trim") { Description = "only the words that the image fills, not the whole memory" };
    private readonly Option<bool> check = new("--check") { Description = "read the files of a folder strictly and compare them with its manifest" };
    private readonly Option<bool> force = Force();

    public ExportCommand(Terminal terminal)
        : base(terminal, "export", "write the memories of a weight image as .mem, .coe, .mif, .ihex, .h, .bin, .npy")
    {
        Add(source);
        Add(output);
        Add(formats);
        Add(trim);
        Add(check);
        Add(force);
        Validators.Add(result =>
        {
            bool isCheck = result.GetValue(check);
            if (result.GetResult(output) is null && !isCheck)
                result.AddError("--output DIR is missing");
            if (isCheck && (result.GetResult(output) is not null || result.GetResult(formats) is not null))
                result.AddError("--check writes nothing, leave out --output and --format");
        });
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        string path = arguments.GetRequiredValue(source);
        return arguments.GetValue(check) ? Check(path, session) : Write(path, arguments, session);
    }

    private int Write(string path, ParseResult arguments, Session session)
    {
        MemoryFormat[] chosen = Chosen(arguments.GetValue(formats));
        WeightImage image = ImageReader.Read(path);
        string folder = arguments.GetRequiredValue(output);
        IReadOnlyList<(string Name, byte[] Content)> files = MemoryExport.Files(image, Path.GetFileNameWithoutExtension(path), chosen, arguments.GetValue(trim));
        Core.IO.OutputFolder.Write(folder, arguments.GetValue(force), target =>
        {
            foreach ((string name, byte[] content) in files)
                File.WriteAllBytes(Path.Combine(target, name), content);
        });
        return Show(folder, MemoryExport.Check(folder), session);
    }

    private static int Check(string folder, Session session) => Show(folder, MemoryExport.Check(folder), session);

    private static int Show(string folder, MemoryFileManifest manifest, Session session)
    {
        var table = new ResultTable("file", ">words", ">of bits", ">used", "crc-32", "for");
        foreach (MemoryFileEntry entry in manifest.Files)
        {
            table.Add(Path.Combine(folder, entry.File), $"{entry.Depth}", $"{entry.Width}", $"{entry.UsedWords}", entry.Crc32,
                MemoryFormat.All.Single(format => format.Extension == entry.Format).Purpose);
        }

        session.Show(table);
        session.Say($"{manifest.Image} for {manifest.Configuration} ({manifest.ConfigurationHash}), every file read back");
        session.Return(manifest);
        return ExitCode.Good;
    }

    private static MemoryFormat[] Chosen(string? list)
    {
        if (list is null)
            return [.. MemoryFormat.All];
        string[] names = list.Split(',', StringSplitOptions.TrimEntries);
        InputError[] errors = [.. names.Where(name => MemoryFormat.All.All(format => format.Extension != name))
            .Select(name => new InputError("--format", $"\"{name}\", must be one of {Names}"))];
        return errors.Length == 0 ? [.. MemoryFormat.All.Where(format => names.Contains(format.Extension))] : throw new InputException(errors);
    }
}
