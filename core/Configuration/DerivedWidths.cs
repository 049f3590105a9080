namespace HwGen.Core.Configuration;

/// <summary>Widths that <c>auto</c> stands for.</summary>
public static class DerivedWidths
{
    /// <summary>Most outputs requantized per clock: the number is read back in 8 bits.</summary>
    public const int MostOutputLanes = 255;

    /// <summary>The smallest power of two from 32 to 1024 not below the word, 1024 if none.</summary>
    /// <param name="wordBits">bits of a weight or activation word</param>
    public static int Stream(int wordBits)
    {
        int bits = 32;
        while (bits < wordBits && bits < 1024)
            bits *= 2;
        return bits;
    }

    /// <summary>Output lanes that drain an output tile in max(MTile, 128/B) clocks: the smallest divisor of NTile that does,
    /// the largest one up to 255 if none does.</summary>
    /// <remarks>So a tile over 256 k or more, of at most 128/B rows, computes with half the time of its drain to spare.</remarks>
    public static int OutputLanes(int mTile, int nTile, int block)
    {
        long clocks = Math.Max(mTile, (128 + block - 1) / block);
        int best = 1;
        for (int lanes = 1; lanes <= Math.Min(nTile, MostOutputLanes); lanes++)
        {
            if (nTile % lanes != 0)
                continue;
            best = lanes;
            if ((long)mTile * nTile <= clocks * lanes)
                break;
        }

        return best;
    }
}
