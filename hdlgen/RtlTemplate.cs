namespace HwGen.Hdlgen;

/// <summary>A hand-written module of the folders <c>rtl-templates</c> and <c>boards/rtl</c>.</summary>
/// <param name="Name">of the module and of its file</param>
/// <param name="Text">the file, verbatim</param>
public sealed record RtlTemplate(string Name, string Text)
{
    internal static RtlTemplate At(string path) => new(Path.GetFileNameWithoutExtension(path), EmbeddedText.Read(path));

    /// <summary>The first line of the file's header comment, without a full stop.</summary>
    public string Summary => Text.Split('\n', 2)[0].TrimStart('/', ' ').TrimEnd('.', '\r', ' ');
}
