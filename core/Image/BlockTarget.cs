using HwGen.Core.Configuration;

namespace HwGen.Core.Image;

/// <summary>One block and output channel of the dense matrix while it is decoded.</summary>
internal readonly record struct BlockTarget(DenseTarget Dense, int FirstK, int N)
{
    public ArrayConfiguration Configuration => Dense.Configuration;

    public void Put(int position, int weight, long bit)
    {
        if (position < 0)
            Refuse(bit, $"weight {weight} in a slot that stands for no position", "0");
        else
            Dense.Put(FirstK + position, N, weight, bit);
    }

    public void Refuse(long bit, string found, string expected) => Dense.Refuse(bit, found, expected);
}
