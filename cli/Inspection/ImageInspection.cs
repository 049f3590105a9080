using HwGen.Cli.Output;
using HwGen.Core.Errors;
using HwGen.Core.Image;

namespace HwGen.Cli.Inspection;

/// <summary>Shows weight images.</summary>
internal static class ImageInspection
{
    public static void Show(string path, Session session)
    {
        ImageFigures figures = ImageFigures.Of(path);
        WeightImage image = figures.Image;
        session.Say($"{figures.Name}: weights {image.K} x {image.N} (K x N) for {image.Configuration.Name} ({image.Configuration.Hash:x8})");
        var sections = new ResultTable("section", ">offset", ">bytes", "holds");
        foreach (ImageSection section in image.Layout.All)
            sections.Add(section.Name, $"{section.Offset}", $"{section.Bytes}", Content(section.Name, image));
        session.Show(sections);
        session.Say($"density   {100 * figures.Density:0.0}% of the weights are not 0 ({figures.Account.Nonzeros})");
        session.Say($"size      {figures.Account.ImageBytes} bytes, {(double)figures.Account.ImageBytes / figures.Account.DenseBytes:0.00} of the dense weights");
        session.Say($"metadata  {figures.Account.MetadataBits} bits, {figures.OverEntropy:0.00} of the entropy bound ({figures.Account.EntropyBits:0} bits)");
        session.Say($"clocks    {figures.IdealCycles} for {image.Configuration.MTile} rows, dense {figures.DenseCycles}");
        session.Return(figures.ToResult());
    }

    public static void ShowFolder(string folder, Session session)
    {
        string[] images = [.. Directory.GetFiles(folder, "*.bin").Order(StringComparer.Ordinal)];
        if (images.Length == 0)
            throw new InputException(folder, "holds neither plan.json nor weight images (.bin)");
        ImageFigures[] all = [.. images.Select(ImageFigures.Of)];
        session.Show(Table(all));
        session.Return(new { images = all.Select(figures => figures.ToResult()) });
    }

    /// <summary>One row an image.</summary>
    public static ResultTable Table(IEnumerable<ImageFigures> images)
    {
        var table = new ResultTable("image", ">K", ">N", ">density", ">bytes", ">of dense", ">metadata/bound", ">clocks an M-tile", ">dense");
        foreach (ImageFigures figures in images)
            table.Add(figures.Name, $"{figures.Image.K}", $"{figures.Image.N}", $"{100 * figures.Density:0.0}%", $"{figures.Account.ImageBytes}",
                $"{(double)figures.Account.ImageBytes / figures.Account.DenseBytes:0.00}", $"{figures.OverEntropy:0.00}",
                $"{figures.IdealCycles}", $"{figures.DenseCycles}");
        return table;
    }

    private static string Content(string section, WeightImage image) => section switch
    {
        "tiles" => $"{image.NTiles} N-tiles of {image.Configuration.NTile} channels, {Range(image.Tiles.Select(tile => tile.Blocks))} blocks of {Range(image.Tiles.Select(tile => tile.Steps))} steps",
        "lists" => image.ListEntries == 0 ? "none: every block exists" : $"{image.ListEntries} blocks",
        "requantize" => $"{image.Channels.Count} channels",
        "weights" => $"{image.WeightWords} words of {image.Configuration.WeightWordWidth} bits",
        _ => "magic, version, hash, counts",
    };

    private static string Range(IEnumerable<int> numbers)
    {
        int low = numbers.Min(), high = numbers.Max();
        return low == high ? $"{low}" : $"{low} to {high}";
    }
}
