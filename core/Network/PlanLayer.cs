using System.Reflection;
using System.Text.Json.Serialization;
using HwGen.Core.IO;

namespace HwGen.Core.Network;

/// <summary>One step of an integer network. Its arithmetic is exact; every other implementation is compared with it.</summary>
/// <remarks>Shapes are those of one sample; tensors have the batch in front. A new operator is a new class, listed here.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(LinearLayer), "linear")]
[JsonDerivedType(typeof(ConvolutionLayer), "convolution")]
[JsonDerivedType(typeof(AdditionLayer), "add")]
[JsonDerivedType(typeof(AveragePoolLayer), "average_pool")]
[JsonDerivedType(typeof(ConcatenationLayer), "concat")]
[JsonDerivedType(typeof(LeakyReluLayer), "leaky_relu")]
[JsonDerivedType(typeof(MaxPoolLayer), "max_pool")]
[JsonDerivedType(typeof(PadLayer), "pad")]
[JsonDerivedType(typeof(ProductLayer), "multiply")]
[JsonDerivedType(typeof(TableLayer), "table")]
[JsonDerivedType(typeof(TakeLayer), "take")]
[JsonDerivedType(typeof(TransposeLayer), "transpose")]
[JsonDerivedType(typeof(ClampLayer), "clamp")]
[JsonDerivedType(typeof(ReshapeLayer), "reshape")]
[JsonDerivedType(typeof(RescaleLayer), "rescale")]
public abstract record PlanLayer
{
    /// <summary>Unique in the plan; also the name of the layer's files.</summary>
    [JsonPropertyOrder(-4)]
    public required string Name { get; init; }

    /// <summary>Names of the activations it reads.</summary>
    [JsonPropertyOrder(-3)]
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Name of the activation it gives.</summary>
    [JsonPropertyOrder(-2)]
    public required string Output { get; init; }

    /// <summary>Shape of one output sample.</summary>
    [JsonPropertyOrder(-1)]
    public required int[] Shape { get; init; }

    /// <summary>What it does, in the word of the plan file.</summary>
    [JsonIgnore]
    public string Kind => (string)typeof(PlanLayer).GetCustomAttributes<JsonDerivedTypeAttribute>().Single(kind => kind.DerivedType == GetType()).TypeDiscriminator!;

    /// <summary>The output of a batch.</summary>
    /// <param name="inputs">activations in the order of <see cref="Inputs"/></param>
    /// <param name="engine">computes the GEMMs</param>
    public abstract Tensor<int> Run(IReadOnlyList<Tensor<int>> inputs, IGemmEngine engine);

    /// <summary>What keeps the layer from being run with inputs of these shapes; empty if nothing.</summary>
    public abstract IEnumerable<string> Check(IReadOnlyList<int[]> inputs);

    protected static int CountOf(IEnumerable<int> shape) => shape.Aggregate(1, (count, dimension) => checked(count * dimension));
}
