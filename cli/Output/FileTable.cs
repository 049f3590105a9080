namespace HwGen.Cli.Output;

/// <summary>The closing table of a command that writes a folder: its files, those of a subfolder in one row.</summary>
internal static class FileTable
{
    /// <param name="folder">as the user named it</param>
    /// <param name="files">relative to the folder</param>
    public static ResultTable Of(string folder, IReadOnlyList<string> files)
    {
        var table = new ResultTable("written", ">bytes", ">files");
        foreach (IGrouping<string, string> group in files.GroupBy(file => file.Contains('/') ? file[..(file.IndexOf('/') + 1)] : file))
            table.Add(Path.Combine(folder, group.Key), $"{group.Sum(file => new FileInfo(Path.Combine(folder, file)).Length)}", $"{group.Count()}");
        return table;
    }
}
