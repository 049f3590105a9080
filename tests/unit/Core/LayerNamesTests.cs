using HwGen.Core.Network;

namespace HwGen.Tests.Unit.Core;

public sealed class LayerNamesTests
{
    private static readonly string[] Many = ["/stem/Conv", "/l.0/c1/Conv", "/l.0/c2/Conv", "/l.1/c1/Conv", "/l.1/c2/Conv", "/l.10/c1/Conv", "/fc/Gemm"];

    [Theory]
    [InlineData("l.1/C", "/l.1/c1/Conv, /l.1/c2/Conv, /l.0/c1/Conv, /fc/Gemm, /stem/Conv")]
    [InlineData("/l.1/c3/Conv", "/l.1/c1/Conv, /l.1/c2/Conv, /l.0/c1/Conv, /l.0/c2/Conv, /l.10/c1/Conv")]
    [InlineData("fc", "/fc/Gemm, /stem/Conv, /l.0/c1/Conv, /l.0/c2/Conv, /l.1/c1/Conv")]
    public void Of_many_layers_the_nearest_are_told(string name, string nearest) =>
        Assert.Equal($"not in the network, nearest of its 7 layers: {nearest}", LayerNames.Absent(name, Many));

    [Fact]
    public void Of_few_layers_all_are_told() => Assert.Equal("not in the network, must be one of /fc/Gemm, /stem/Conv", LayerNames.Absent("x", [Many[6], Many[0]]));
}
