namespace HwGen.Cli;

/// <summary>How the command ends.</summary>
public static class ExitCode
{
    public const int Good = 0;

    /// <summary>A check came out wrong, such as a mismatch.</summary>
    public const int CheckFailed = 1;

    /// <summary>The command line, a configuration, an image or a network is bad.</summary>
    public const int BadInput = 2;

    /// <summary>A program that the work needs is not installed.</summary>
    public const int ToolMissing = 3;

    /// <summary>A fault of this program.</summary>
    public const int Internal = 70;
}
