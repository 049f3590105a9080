using HwGen.Core.IO;
using HwGen.Core.MemoryFiles;

namespace HwGen.Hdlgen;

/// <summary>Writes designs to disk; nothing else here touches files.</summary>
public static class DesignFolder
{
    /// <summary>Writes a design as a whole, see <see cref="OutputFolder"/>.</summary>
    /// <param name="design">what to write</param>
    /// <param name="path">the folder</param>
    /// <param name="force">replaces a folder that hwgen did not write, too</param>
    public static void Write(Design design, string path, bool force = false) =>
        OutputFolder.Write(path, force, folder =>
        {
            foreach (GeneratedFile file in design.Files)
            {
                string target = Path.Combine(folder, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.WriteAllText(target, file.Text);
            }
        });

    /// <summary>Writes what memories start with, in a folder for tools that run in <paramref name="path"/>; nothing if they are not preloaded.</summary>
    public static void WriteMemories(Design design, string path)
    {
        foreach (GeneratedFile file in design.Memories)
        {
            string folder = Path.Combine(path, PreloadedMemories.Folder);
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, Path.GetFileName(file.Path)), file.Text);
        }
    }
}
