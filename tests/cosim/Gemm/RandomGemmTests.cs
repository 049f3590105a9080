using HwGen.Tests.Shared;
using HwGen.Verify.Gemm;

namespace HwGen.Tests.Cosim.Gemm;

/// <summary>Every shipped configuration computes what the golden model says: random and corner shapes, densities, block lists, data, zero points,
/// under random idle and backpressure, with jobs queued and alone.</summary>
public sealed class RandomGemmTests
{
    private const int Groups = 20;  // of ten GEMMs

    public static TheoryData<string> Configurations() => [.. RepositoryFolder.Configurations()];

    [NeedsToolTheory("verilator")]
    [MemberData(nameof(Configurations))]
    public void Two_hundred_gemms_are_bit_exact(string name)
    {
        var configuration = Accelerators.Configuration(name);
        var suite = new GemmSuite(Accelerators.Build(configuration), configuration)
        {
            WaveFolder = RepositoryFolder.At("out/waves"),
        };

        var results = suite.Run(firstSeed: 1, Groups, parallel: Environment.ProcessorCount);

        Assert.Equal(Groups * GemmSuite.GroupSize, results.Sum(result => result.Gemms));
        Assert.Empty(results.Where(result => result.Failure is not null).Select(result => result.Message(name)));
    }
}
