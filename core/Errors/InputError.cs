namespace HwGen.Core.Errors;

/// <summary>One thing wrong with the input.</summary>
/// <param name="Where">file, or file:line:column, or section and offset</param>
/// <param name="Message">what was found and what is needed</param>
public sealed record InputError(string Where, string Message)
{
    /// <summary>The line that the user sees.</summary>
    public override string ToString() => Where.Length == 0 ? Message : $"{Where}: {Message}";
}
