using HwGen.Core.Errors;

namespace HwGen.Core.Image;

/// <summary>Collects what is wrong with the bytes of an image: section, offset, found, expected.</summary>
internal sealed class ImageFaults(string where)
{
    private const int MostErrors = 20;

    private readonly List<InputError> _errors = [];
    private int _suppressed;

    public bool Any => _errors.Count > 0;

    public void Add(string section, long offset, string found, string expected)
    {
        if (_errors.Count < MostErrors)
            _errors.Add(new InputError(where, $"section {section}, offset {offset}: {found}, expected {expected}"));
        else
            _suppressed++;
    }

    public void Require(bool holds, ImageSection section, long offset, string found, string expected)
    {
        if (!holds)
            Add(section.Name, section.Offset + offset, found, expected);
    }

    public void Stop()
    {
        if (_suppressed > 0)
            _errors.Add(new InputError(where, $"and {_suppressed} more"));
        if (_errors.Count > 0)
            throw new InputException(_errors);
    }
}
