using HwGen.Core.Errors;

namespace HwGen.Core.IO;

/// <summary>How the readers of files say what is wrong with one.</summary>
public static class IoErrors
{
    internal static InputException Refuse(string source, string found, string allowed) => new(source, $"{found}, must be {allowed}");

    /// <summary>All bytes of a file.</summary>
    /// <exception cref="InputException">it is not there or may not be read</exception>
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
