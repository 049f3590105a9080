using Google.Protobuf;
using HwGen.Core.Errors;

namespace HwGen.Pruner.Onnx;

/// <summary>Reads and writes ONNX files as they stand; <see cref="OnnxReader"/> makes a network of one.</summary>
public static class OnnxFile
{
    public static ModelProto Load(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var model = ModelProto.Parser.ParseFrom(stream);
            if (model.Graph is not { Node.Count: > 0 })
                throw new InputException(path, "no nodes, must be an ONNX model with a graph");
            OnnxExternalData.TakeIn(model, path);
            return model;
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InputException(path, $"not an ONNX model ({e.Message})");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(path, "no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, e.Message);
        }
    }

    /// <summary>Writes the model; the same model gives the same bytes.</summary>
    public static void Save(string path, ModelProto model) => File.WriteAllBytes(path, model.ToByteArray());
}
