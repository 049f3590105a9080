namespace HwGen.Verify.Simulation;

/// <summary>Tasks of subroutines that have ended, for the next calls of the same method on the same thread.</summary>
/// <typeparam name="TBox">the task of that method</typeparam>
/// <remarks>As many are kept as were ever awaited at once, up to a limit. What they held is cleared.</remarks>
internal static class SpareBoxes<TBox>
    where TBox : SimTask, new()
{
    private const int Most = 32;

    [ThreadStatic]
    private static TBox?[]? spares;

    [ThreadStatic]
    private static int count;

    public static TBox Take()
    {
        if (count == 0)
            return new TBox();
        var box = spares![--count]!;
        box.BeginUse();
        return box;
    }

    public static void Give(TBox box)
    {
        if (count == Most)
            return;
        spares ??= new TBox[Most];
        spares[count++] = box;
    }
}
