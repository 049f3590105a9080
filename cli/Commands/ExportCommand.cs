using System.CommandLine;
using HwGen.Cli.Bitstreams;
using HwGen.Cli.Output;
using HwGen.Core.Errors;
using HwGen.Core.Image;
using HwGen.Core.MemoryFiles;

namespace HwGen.Cli.Commands;

/// <summary>Writes the memories of a weight image in the formats of other tools, or into a finished bitstream, or checks such files.</summary>
public sealed class ExportCommand : HwgenCommand
{
    private static readonly string Names = string.Join(", ", MemoryFormat.All.Select(format => format.Extension));

    private readonly Argument<string> source = new("IMAGE") { Description = "a weight image (.json or .bin); with --check, a folder that this command wrote" };
    private readonly Option<string> output = new("--output", "-o") { Description = "folder to write", HelpName = "DIR" };
    private readonly Option<string> formats = new("--format") { Description = $"formats, with commas: {Names} [default: all]", HelpName = "LIST" };
    private readonly Option<bool> trim = new("--trim") { Description = "only the words that the image fills, not the whole memory" };
    private readonly Option<bool> check = new("--check") { Description = "read the files of a folder strictly and compare them with its manifest" };
    private readonly Option<string> into = new("--into")
    {
        Description = "finished iCE40 design with memory.preload, .asc or .bin: write it anew with the image in its block RAMs",
        HelpName = "FILE",
    };

    private readonly Option<string> contents = new("--contents") { Description = "what the design of --into was synthesized with [default: memories beside FILE]", HelpName = "DIR" };
    private readonly Option<bool> force = Force();

    public ExportCommand(Terminal terminal)
        : base(terminal, "export", "write the memories of a weight image as .mem, .coe, .mif, .ihex, .h, .bin, .npy, or into a bitstream")
    {
        Add(source);
        Add(output);
        Add(formats);
        Add(trim);
        Add(check);
        Add(into);
        Add(contents);
        Add(force);
        Validators.Add(result =>
        {
            bool isCheck = result.GetValue(check);
            if (result.GetResult(output) is null && !isCheck)
                result.AddError("--output DIR is missing");
            if (isCheck && (result.GetResult(output) is not null || result.GetResult(formats) is not null))
                result.AddError("--check writes nothing, leave out --output and --format");
            bool isInto = result.GetResult(into) is not null;
            if (isInto && (isCheck || result.GetResult(formats) is not null || result.GetValue(trim)))
                result.AddError("--into writes a bitstream, leave out --check, --format and --trim");
            if (!isInto && result.GetResult(contents) is not null)
                result.AddError("--contents goes with --into");
        });
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        string path = arguments.GetRequiredValue(source);
        if (!arguments.GetValue(check) && Directory.Exists(path))
            throw new InputException(path, "is a folder, must be a weight image (.json or .bin)");
        return arguments.GetValue(check) ? Check(path, session)
            : arguments.GetValue(into) is { } design ? Place(path, design, arguments, session)
            : Write(path, arguments, session);
    }

    private int Place(string path, string design, ParseResult arguments, Session session)
    {
        var placement = new ImagePlacement(ImageReader.Read(path), path, design, arguments.GetValue(contents) ?? ImagePlacement.ContentsBeside(design));
        string folder = arguments.GetRequiredValue(output);
        IReadOnlyList<(MemoryContent Memory, int Blocks)> placed = [];
        Core.IO.OutputFolder.Write(folder, arguments.GetValue(force), target => placed = placement.Write(target));
        var table = new ResultTable("memory", ">words", ">of bits", ">used", ">block RAMs");
        foreach ((MemoryContent memory, int blocks) in placed)
            table.Add(memory.Name, $"{memory.Depth}", $"{memory.WordWidth}", $"{memory.Words}", $"{blocks}");
        session.Show(table);
        string bitstream = Path.Combine(folder, Path.ChangeExtension(Path.GetFileName(design), ".bin"));
        session.Say($"{bitstream}: {design} with {Path.GetFileNameWithoutExtension(path)} in its memories");
        session.Return(new
        {
            image = Path.GetFileNameWithoutExtension(path),
            bitstream,
            memories = placed.Select(place => new { name = place.Memory.Name, width = place.Memory.WordWidth, depth = place.Memory.Depth, block_rams = place.Blocks }),
        });
        return ExitCode.Good;
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
