namespace HwGen.Pruner.Graph.Passes;

/// <summary>Leaves out operations that the network's output does not depend on.</summary>
public static class DeadBranches
{
    public static NetworkGraph Remove(NetworkGraph network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var needed = new HashSet<string>(StringComparer.Ordinal) { network.Output };
        var kept = new List<Operation>();
        foreach (var operation in network.Operations.Reverse().Where(o => needed.Contains(o.Output)))
        {
            needed.UnionWith(operation.Inputs);
            kept.Insert(0, operation);
        }

        return network with { Operations = kept };
    }
}
