using HwGen.Core.Configuration;
using HwGen.Tests.Shared;
using HwGen.Verify.Gemm;
using HwGen.Verify.Gemm.Checks;
using Xunit.Abstractions;

namespace HwGen.Tests.Cosim.Gemm;

/// <summary>The check of preloaded images finds mistakes made in a copy of the Verilog.</summary>
public sealed class PreloadFaultTests(ITestOutputHelper output)
{
    private static readonly ArrayConfiguration Array = SmallArrays.Bitmask with { Name = "small-preload", Preload = true };

    private static readonly Fault[] Faults =
    [
        new("a column reads the weights of its neighbour", Array, "gemm_array", "ONES = 48 + q % 10;", "ONES = 48;"),
        new("the words of the header come in reverse", Array, "image_loader", "preload_address_o = ~words_left[1:0]", "preload_address_o = words_left[1:0]"),
        new("an image from the stream is taken beside it", Array, "image_loader", "!resident[filling] && !preloaded &&", "!resident[filling] &&"),
        new("it comes back though it has been overwritten", Array, "image_loader", "if (accept_stream && reset_seen) overwritten <= 1'b1;", ""),
        new("it does not come back once it was released", Array, "image_loader", "if (accept_stream && reset_seen) overwritten", "if ((accept_stream || release_i) && reset_seen) overwritten"),
        new("its release takes room that was never taken", Array, "image_loader", "end else if (!preloaded) begin", "end else begin"),
    ];

    public static TheoryData<string> FaultNames() => [.. Faults.Select(fault => fault.Name)];

    [NeedsToolTheory("verilator")]
    [MemberData(nameof(FaultNames))]
    public void A_fault_is_caught(string name)
    {
        Fault fault = Faults.Single(fault => fault.Name == name);
        string? failure = new PreloadCheck().Failure(Accelerators.Build(Array, folder => Spoil(folder, fault), optimization: 0), Array, 1);

        Assert.True(failure is not null, $"nothing differs, though {name}");
        output.WriteLine(failure);
    }

    private static void Spoil(string folder, Fault fault)
    {
        AcceleratorModel.Preload(PreloadCheck.Image(Array, 1), folder);
        fault.Apply(folder);
    }
}
