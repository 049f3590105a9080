using System.Text.Json.Serialization;

namespace HwGen.Core.Network;

/// <summary>An integer network: which layer runs where, shapes, scales and the files that belong to it.</summary>
public sealed record Plan
{
    public const string FormatName = "hwgen-plan";

    public const int CurrentVersion = 1;

    public string Format { get; init; } = FormatName;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>Name of the network or weight matrix.</summary>
    public required string Network { get; init; }

    /// <summary>Name of the configuration that the images are made for.</summary>
    public required string Configuration { get; init; }

    /// <summary>Its hash, eight hexadecimal digits.</summary>
    public required string ConfigurationHash { get; init; }

    /// <summary>The activation that enters.</summary>
    public required PlanTensor Input { get; init; }

    /// <summary>How integer samples become the network's float input, if the calibration samples were integers.</summary>
    public SampleFormat? Samples { get; init; }

    /// <summary>The activation that leaves.</summary>
    public required PlanTensor Output { get; init; }

    /// <summary>In an order in which each layer finds its inputs ready.</summary>
    public required IReadOnlyList<PlanLayer> Layers { get; init; }

    /// <summary>Layers that run on the array.</summary>
    [JsonIgnore]
    public IEnumerable<GemmLayer> Gemms => Layers.OfType<GemmLayer>();
}
