namespace HwGen.Verify.Simulation;

/// <summary>Finds the task behind the continuation that the compiler hands to an awaiter.</summary>
internal static class Waiter
{
    public static SimTask Of(Action continuation) =>
        continuation.Target as SimTask ?? throw new NotSupportedException(
            "triggers can be awaited only in methods that return SimTask, not in async Task methods");
}
