namespace HwGen.Core.Errors;

/// <summary>The input is bad: every problem that was found, at once. The command ends with exit code 2.</summary>
public sealed class InputException : Exception
{
    /// <summary>Reports several problems.</summary>
    /// <param name="errors">at least one, in the order of the input</param>
    public InputException(IReadOnlyList<InputError> errors)
        : base(string.Join('\n', errors)) => Errors = errors;

    /// <summary>Reports one problem.</summary>
    public InputException(string where, string message)
        : this([new InputError(where, message)])
    {
    }

    /// <summary>The problems, in the order of the input.</summary>
    public IReadOnlyList<InputError> Errors { get; }
}
