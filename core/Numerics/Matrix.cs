namespace HwGen.Core.Numerics;

/// <summary>Numbers in rows and columns, row after row.</summary>
/// <remarks>Immutable: nothing outside can write to it, unless the array given to <see cref="Adopt"/> is kept and changed.</remarks>
public sealed class Matrix<T> : IEquatable<Matrix<T>>
    where T : struct, IEquatable<T>
{
    private readonly T[] _values;

    private Matrix(int rows, int columns, T[] values)
    {
        Rows = rows;
        Columns = columns;
        _values = values;
    }

    /// <summary>Number of rows, 0 or more.</summary>
    public int Rows { get; }

    /// <summary>Number of columns, 0 or more.</summary>
    public int Columns { get; }

    /// <summary>All numbers, row after row.</summary>
    public ReadOnlySpan<T> Values => _values;

    /// <summary>One number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">outside the matrix</exception>
    public T this[int row, int column]
    {
        get
        {
            if ((uint)row >= (uint)Rows || (uint)column >= (uint)Columns)
                throw new ArgumentOutOfRangeException(nameof(row), $"[{row},{column}] is outside {Rows} x {Columns}");
            return _values[(row * Columns) + column];
        }
    }

    /// <summary>Takes an array as it is; the caller gives it up.</summary>
    /// <param name="rows">0 or more</param>
    /// <param name="columns">0 or more</param>
    /// <param name="values">rows * columns numbers, row after row</param>
    public static Matrix<T> Adopt(int rows, int columns, T[] values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (values.Length != (long)rows * columns)
            throw new ArgumentException($"{values.Length} numbers do not fill {rows} x {columns}", nameof(values));
        return new Matrix<T>(rows, columns, values);
    }

    /// <summary>Copies numbers.</summary>
    public static Matrix<T> Copy(int rows, int columns, ReadOnlySpan<T> values) => Adopt(rows, columns, values.ToArray());

    /// <summary>Computes every number from its row and column, row after row.</summary>
    public static Matrix<T> Create(int rows, int columns, Func<int, int, T> value)
    {
        var values = new T[checked(rows * columns)];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                values[(row * columns) + column] = value(row, column);
        }

        return new Matrix<T>(rows, columns, values);
    }

    /// <summary>One row.</summary>
    public ReadOnlySpan<T> Row(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
        return _values.AsSpan(row * Columns, Columns);
    }

    /// <summary>The part that begins at a row and column, copied.</summary>
    public Matrix<T> Part(int firstRow, int firstColumn, int rows, int columns)
    {
        if (firstRow < 0 || firstColumn < 0 || rows < 0 || columns < 0 || firstRow + rows > Rows || firstColumn + columns > Columns)
            throw new ArgumentOutOfRangeException(nameof(rows), $"{rows} x {columns} from [{firstRow},{firstColumn}] is outside {Rows} x {Columns}");
        var values = new T[rows * columns];
        for (int row = 0; row < rows; row++)
            Row(firstRow + row).Slice(firstColumn, columns).CopyTo(values.AsSpan(row * columns));
        return new Matrix<T>(rows, columns, values);
    }

    /// <summary>Applies a function to every number.</summary>
    public Matrix<TResult> Map<TResult>(Func<T, TResult> function)
        where TResult : struct, IEquatable<TResult> => Matrix<TResult>.Adopt(Rows, Columns, Array.ConvertAll(_values, value => function(value)));

    /// <summary>True if shape and numbers are equal.</summary>
    public bool Equals(Matrix<T>? other) =>
        other is not null && Rows == other.Rows && Columns == other.Columns && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Matrix<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rows, Columns, _values.Length > 0 ? _values[0] : default);

    /// <summary>Shape only.</summary>
    public override string ToString() => $"{typeof(T).Name} {Rows} x {Columns}";
}
