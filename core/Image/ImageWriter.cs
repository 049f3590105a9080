using System.Text;
using HwGen.Core.IO;
using HwGen.Core.Numerics;

namespace HwGen.Core.Image;

/// <summary>Writes the files of an image into a folder. Each gets its name only when it is whole, the manifest last.</summary>
public static class ImageWriter
{
    private const string Unfinished = ".unfinished";

    /// <summary>Writes NAME.bin, NAME.json, NAME.npy (the dense matrix) and NAME.tiles.mem, NAME.lists.mem, NAME.requantize.mem,
    /// NAME.weights.mem (memory contents for $readmemh).</summary>
    /// <param name="folder">made if it is not there</param>
    /// <param name="name">file name without extension</param>
    /// <param name="image">the image</param>
    /// <returns>paths of the files, in the order in which they were written</returns>
    public static IReadOnlyList<string> Write(string folder, string name, WeightImage image)
    {
        byte[] bytes = ImageSerializer.ToBytes(image);
        List<(string Extension, byte[] Content)> files = [("bin", bytes), ("npy", Npy(image))];
        foreach (MemoryContent memory in MemoryContents.Of(image))
            files.Add(($"{memory.Name}.mem", Encoding.ASCII.GetBytes(memory.ToReadmemh())));
        files.Add(("json", Encoding.UTF8.GetBytes(ImageManifest.Write(image, bytes))));
        Directory.CreateDirectory(folder);
        string[] paths = [.. files.Select(file => Path.Combine(folder, $"{name}.{file.Extension}"))];
        try
        {
            for (int i = 0; i < paths.Length; i++)
                File.WriteAllBytes(paths[i] + Unfinished, files[i].Content);
            foreach (string path in paths)
                File.Move(path + Unfinished, path, overwrite: true);
        }
        finally
        {
            foreach (string path in paths)
                File.Delete(path + Unfinished);
        }

        return paths;
    }

    // int8 where weights fit, otherwise int16.
    private static byte[] Npy(WeightImage image)
    {
        Matrix<int> weights = ImageDecoder.Decode(image);
        return image.Configuration.WeightBits <= 8
            ? NpyFile.Format(new Tensor<sbyte>(weights.Map(weight => (sbyte)weight).Values.ToArray(), weights.Rows, weights.Columns))
            : NpyFile.Format(new Tensor<short>(weights.Map(weight => (short)weight).Values.ToArray(), weights.Rows, weights.Columns));
    }
}
