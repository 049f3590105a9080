using System.Text;
using HwGen.Core.Errors;
using HwGen.Core.Image;
using HwGen.Core.IO;
using HwGen.Core.MemoryFiles;
using HwGen.Verify.Processes;

namespace HwGen.Cli.Bitstreams;

/// <summary>Puts a weight image into a finished iCE40 design of an array with <c>memory.preload</c>.</summary>
/// <param name="Image">the image</param>
/// <param name="ImagePath">what messages call it</param>
/// <param name="DesignPath">an .asc file, or a .bin file</param>
/// <param name="ContentsFolder">what its memories were synthesized with</param>
public sealed record ImagePlacement(WeightImage Image, string ImagePath, string DesignPath, string ContentsFolder)
{
    private const string Text = ".asc";
    private const string Binary = ".bin";

    /// <summary>Where <c>hwgen generate</c> and <c>hwgen synth</c> put the contents: a folder beside the Verilog.</summary>
    public static string ContentsBeside(string designPath) => Path.Combine(Path.GetDirectoryName(designPath) ?? "", PreloadedMemories.Folder);

    /// <summary>Writes the design with the image in it as .asc and .bin, under its own name.</summary>
    /// <param name="folder">where to</param>
    /// <returns>each memory, and how many block RAMs hold it</returns>
    /// <exception cref="InputException">design, contents and image do not belong together; all reasons</exception>
    /// <exception cref="CheckFailedException">icepack or iceunpack failed</exception>
    public IReadOnlyList<(MemoryContent Memory, int Blocks)> Write(string folder)
    {
        (MemoryFileManifest manifest, IReadOnlyList<MemoryWords> contents) = MemoryExport.Read(ContentsFolder);
        IReadOnlyList<MemoryContent> memories = PreloadedMemories.Of(Image);
        Require(manifest, contents, memories);
        PlacedMemories placed = PlacedMemories.Find(Read(folder), contents, DesignPath, ContentsFolder);
        string name = Path.GetFileNameWithoutExtension(DesignPath);
        File.WriteAllText(Path.Combine(folder, name + Text), placed.Replace([.. memories.Select(memory => MemoryWords.Of(memory, memory.Depth))]).ToString());
        Run("icepack", folder, [name + Text, name + Binary]);
        return [.. memories.Select((memory, number) => (memory, placed.BlocksOf(number)))];
    }

    private void Require(MemoryFileManifest manifest, IReadOnlyList<MemoryWords> contents, IReadOnlyList<MemoryContent> memories)
    {
        string hash = Image.Configuration.Hash.ToString("x8");
        if (manifest.ConfigurationHash != hash)
            throw new InputException(ImagePath, $"is for {Image.Configuration.Name} ({hash}), must be for {manifest.Configuration} ({manifest.ConfigurationHash}) as {ContentsFolder} says");
        string[] found = [.. contents.Select(words => Describe(words.Shape))];
        string[] needed = [.. memories.Select(memory => Describe(new MemoryShape(memory.Name, memory.WordWidth, memory.Depth)))];
        if (!found.SequenceEqual(needed))
            throw new InputException(ContentsFolder, $"holds {string.Join(", ", found)}; must hold {string.Join(", ", needed)}, as of an array with memory.preload");
    }

    private AscFile Read(string folder)
    {
        byte[] bytes = IoErrors.ReadAllBytes(DesignPath);
        if (Path.GetExtension(DesignPath) != Binary)
            return AscFile.Parse(Encoding.ASCII.GetString(bytes), DesignPath);
        string unpacked = Path.Combine(folder, Path.GetFileNameWithoutExtension(DesignPath) + Text);
        Run("iceunpack", folder, [Path.GetFullPath(DesignPath), Path.GetFileName(unpacked)]);
        return AscFile.Parse(File.ReadAllText(unpacked), DesignPath);
    }

    private void Run(string tool, string folder, string[] arguments)
    {
        ToolResult result = new ExternalTool(tool, $"scripts/install-tools {tool}").Run(folder, arguments);
        if (result.ExitCode != 0)
            throw new InputException(DesignPath, $"{tool} refuses it: {(result.Error + result.Output).Trim().Split('\n')[0]}");
    }

    private static string Describe(MemoryShape shape) => $"{shape.Name} {shape.Depth} x {shape.Width}";
}
