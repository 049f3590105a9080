using HwGen.Core.IO;

namespace HwGen.Pruner.Graph.Channels;

/// <summary>What stands where in an activation of one sample.</summary>
/// <remarks>Both are numbers in the activation's shape, so that whatever moves an activation moves them, too.</remarks>
/// <param name="Labels">1 x shape: the channel; 0 where none is known</param>
/// <param name="Places">1 x shape: the place inside the channel when it was computed</param>
internal sealed record ChannelMap(Tensor<float> Labels, Tensor<float> Places)
{
    /// <summary>An activation without channels that are known.</summary>
    public static ChannelMap Unknown(int[] sample) => new(new Tensor<float>([1, .. sample]), new Tensor<float>([1, .. sample]));

    /// <summary>Images: channels one after the other.</summary>
    /// <param name="channels">label of each</param>
    /// <param name="sample">shape, the channels in front</param>
    public static ChannelMap Images(float[] channels, int[] sample)
    {
        var map = Unknown(sample);
        var size = map.Labels.Count / channels.Length;
        for (var i = 0; i < map.Labels.Count; i++)
            (map.Labels.Values[i], map.Places.Values[i]) = (channels[i / size], i % size);
        return map;
    }

    /// <summary>Rows: channels side by side in the last dimension.</summary>
    public static ChannelMap Rows(float[] channels, int[] sample)
    {
        var map = Unknown(sample);
        for (var i = 0; i < map.Labels.Count; i++)
            (map.Labels.Values[i], map.Places.Values[i]) = (channels[i % channels.Length], i / channels.Length);
        return map;
    }
}
