namespace HwGen.Verify.Simulation;

/// <summary>A name that the design does not have; the message holds the nearest ones.</summary>
public sealed class UnknownSignalException : Exception
{
    internal UnknownSignalException(string design, string name, IEnumerable<string> known)
        : base($"{design} has no signal {name}; {NearestNames.Sentence(name, known)}")
    {
    }
}
