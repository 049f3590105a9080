using HwGen.Core.Errors;

namespace HwGen.Core.IO;

/// <summary>How the readers of this folder say what is wrong with a file.</summary>
internal static class IoErrors
{
    public static InputException Refuse(string source, string found, string allowed) => new(source, $"{found}, must be {allowed}");

    public static byte[] ReadAllBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(path, "no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, e.Message);
        }
    }
}
