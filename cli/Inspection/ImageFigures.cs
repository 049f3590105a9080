using HwGen.Core.Image;
using HwGen.Core.Jobs;

namespace HwGen.Cli.Inspection;

/// <summary>What is worth knowing about an image.</summary>
/// <param name="Name">of its files</param>
/// <param name="Image">the image</param>
/// <param name="Account">what it takes</param>
internal sealed record ImageFigures(string Name, WeightImage Image, ImageAccount Account)
{
    public static ImageFigures Of(string path)
    {
        WeightImage image = ImageReader.Read(path);
        return new ImageFigures(Path.GetFileNameWithoutExtension(path), image, ImageAccount.Of(image));
    }

    /// <summary>Weights that are not 0, of all, 0 to 1.</summary>
    public double Density => (double)Account.Nonzeros / ((long)Image.K * Image.N);

    /// <summary>Clocks of an M-tile if the array never waits.</summary>
    public long IdealCycles => Image.WeightWords;

    /// <summary>Clocks of an M-tile with every block and every weight of it.</summary>
    public long DenseCycles => CycleModel.Dense(Image.Configuration, 1, new MatrixShape(Image.K, Image.N));

    /// <summary>Metadata and block lists over the fewest bits that can say the same; 1 where neither is needed.</summary>
    public double OverEntropy => Account.EntropyBits > 0 ? Account.MetadataBits / Account.EntropyBits : 1;

    /// <summary>For machines.</summary>
    public object ToResult() => new
    {
        name = Name,
        configuration = Image.Configuration.Name,
        hash = Image.Configuration.Hash.ToString("x8"),
        k = Image.K,
        n = Image.N,
        tiles = Image.NTiles,
        weight_words = Image.WeightWords,
        list_entries = Image.ListEntries,
        bytes = Account.ImageBytes,
        dense_bytes = Account.DenseBytes,
        nonzeros = Account.Nonzeros,
        density = Density,
        metadata_bits = Account.MetadataBits,
        entropy_bits = Account.EntropyBits,
        cycles = new { ideal = IdealCycles, dense = DenseCycles },
        sections = Image.Layout.All.Select(section => new { name = section.Name, offset = section.Offset, bytes = section.Bytes }),
    };
}
