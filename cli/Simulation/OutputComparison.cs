using HwGen.Core.Numerics;

namespace HwGen.Cli.Simulation;

/// <summary>Compares outputs with those of the golden model.</summary>
internal static class OutputComparison
{
    /// <summary>How many outputs differ.</summary>
    /// <param name="found">M x N</param>
    /// <param name="expected">M x N</param>
    /// <param name="first">the first of them in words, null if there is none</param>
    public static long Of(Matrix<int> found, Matrix<int> expected, out string? first)
    {
        long count = 0;
        first = null;
        for (int m = 0; m < expected.Rows; m++)
        {
            for (int n = 0; n < expected.Columns; n++)
            {
                if (found[m, n] == expected[m, n])
                    continue;
                count++;
                first ??= $"output[{m},{n}] is {found[m, n]}, expected {expected[m, n]}";
            }
        }

        return count;
    }
}
