using HwGen.Core.IO;

namespace HwGen.Pruner.Graph;

/// <summary>Matrices as tensors of two dimensions.</summary>
internal static class Matrices
{
    public static Tensor<T> Transpose<T>(Tensor<T> matrix)
        where T : struct
    {
        var (rows, columns) = (matrix.Shape[0], matrix.Shape[1]);
        var result = new Tensor<T>(columns, rows);
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
                result.Values[(j * rows) + i] = matrix.Values[(i * columns) + j];
        return result;
    }
}
