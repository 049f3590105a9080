using System.Runtime.CompilerServices;

namespace HwGen.Verify.Simulation;

/// <summary>The text of a log line: put together only while somebody reads the log.</summary>
[InterpolatedStringHandler]
public ref struct LogText
{
    private DefaultInterpolatedStringHandler text;

    /// <summary>Called by the compiler.</summary>
    public LogText(int literalLength, int formattedCount, Simulator simulator, out bool isEnabled)
    {
        isEnabled = simulator.IsLogging;
        text = isEnabled ? new(literalLength, formattedCount) : default;
    }

    /// <summary>Called by the compiler.</summary>
    public void AppendLiteral(string value) => text.AppendLiteral(value);

    /// <summary>Called by the compiler.</summary>
    public void AppendFormatted<T>(T value) => text.AppendFormatted(value);

    /// <summary>Called by the compiler.</summary>
    public void AppendFormatted<T>(T value, string? format) => text.AppendFormatted(value, format);

    internal string Finish() => text.ToStringAndClear();
}
