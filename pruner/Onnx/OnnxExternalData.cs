using System.Globalization;
using Google.Protobuf;
using HwGen.Core.Errors;

namespace HwGen.Pruner.Onnx;

/// <summary>Tensors whose numbers lie in a file beside the model, as exporters write them for large networks.</summary>
/// <remarks>Source: the ONNX standard, External Data: keys location (relative to the model), offset and length in bytes.</remarks>
internal static class OnnxExternalData
{
    /// <summary>Reads all of them into the model.</summary>
    /// <param name="model">changed: afterwards every tensor has its numbers in itself</param>
    /// <param name="path">of the model's file</param>
    /// <exception cref="InputException">every tensor that cannot be read, at once</exception>
    public static void TakeIn(ModelProto model, string path)
    {
        var constants = model.Graph.Node.SelectMany(n => n.Attribute).Where(a => a.T is not null).Select(a => a.T);
        var errors = new List<InputError>();
        foreach (var tensor in model.Graph.Initializer.Concat(constants).Where(t => t.DataLocation == TensorProto.Types.DataLocation.External))
        {
            if (Problem(tensor, Path.GetDirectoryName(Path.GetFullPath(path))!, out var data) is { } problem)
            {
                errors.Add(new InputError(path, $"initializer '{tensor.Name}': {problem}"));
                continue;
            }

            tensor.RawData = data;
            tensor.DataLocation = TensorProto.Types.DataLocation.Default;
            tensor.ExternalData.Clear();
        }

        if (errors.Count > 0)
            throw new InputException(errors);
    }

    private static string? Problem(TensorProto tensor, string folder, out ByteString data)
    {
        data = ByteString.Empty;
        var location = Entry(tensor, "location") ?? "";
        if (location.Length == 0 || Path.IsPathRooted(location) || location.Split('/', '\\').Contains(".."))
            return $"its data is in '{location}', must be a file in the folder of the model";
        var file = new FileInfo(Path.Combine(folder, location));
        if (!file.Exists)
            return $"its data is in '{location}', no such file";
        if (!Number(tensor, "offset", 0, out var offset) || !Number(tensor, "length", file.Length - offset, out var length))
            return "offset and length of its data must be numbers of at least 0";
        if (offset > file.Length || length > file.Length - offset || length > int.MaxValue)
            return $"its data is bytes {offset} to {offset + length} of '{location}', which has {file.Length}";
        using var stream = file.OpenRead();
        stream.Position = offset;
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        data = UnsafeByteOperations.UnsafeWrap(bytes);
        return null;
    }

    private static bool Number(TensorProto tensor, string key, long otherwise, out long number)
    {
        number = otherwise;
        return Entry(tensor, key) is not { } text || (long.TryParse(text, CultureInfo.InvariantCulture, out number) && number is >= 0 and <= long.MaxValue / 2);
    }

    private static string? Entry(TensorProto tensor, string key) => tensor.ExternalData.FirstOrDefault(e => e.Key == key)?.Value;
}
