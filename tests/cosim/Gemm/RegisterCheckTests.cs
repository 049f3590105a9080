using HwGen.Tests.Shared;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation;

namespace HwGen.Tests.Cosim.Gemm;

/// <summary>The registers of every shipped configuration, and what it says to damaged images and jobs.</summary>
public sealed class RegisterCheckTests
{
    public static TheoryData<string> Configurations() => [.. RepositoryFolder.Configurations()];

    [NeedsToolTheory("verilator")]
    [MemberData(nameof(Configurations))]
    public void Registers_read_back_and_damaged_images_and_jobs_are_refused(string name)
    {
        var configuration = Accelerators.Configuration(name);
        var check = new RegisterCheck(Accelerators.Build(configuration), configuration);

        check.Run(seed: 1);
        check.Run(seed: 2);
    }

    [NeedsToolTheory("verilator")]
    [InlineData("CAP_MESH: rdata_o <= {MESH_COLUMNS_32[15:0]", "CAP_MESH: rdata_o <= {MESH_COLUMNS_32[16:1]", "CAP_MESH reads 0x00020004, expected 0x00040004")]
    [InlineData("JOB_CLAMP_LOW: rdata_o <= {{16{clamp_low[15]}}", "JOB_CLAMP_LOW: rdata_o <= {{16{clamp_low[14]}}", "JOB_CLAMP_LOW reads 0x0000")]
    public void A_wrong_register_is_named(string right, string wrong, string message)
    {
        var configuration = Accelerators.Configuration("int8-2of4-1x4x1_4x4");
        var model = Accelerators.Build(configuration, folder =>
        {
            var file = Directory.EnumerateFiles(folder, "job_registers.v", SearchOption.AllDirectories).Single();
            var text = File.ReadAllText(file);
            Assert.Contains(right, text, StringComparison.Ordinal);
            File.WriteAllText(file, text.Replace(right, wrong, StringComparison.Ordinal));
        });

        var failure = Assert.Throws<SimulationException>(() =>
        {
            for (ulong seed = 1; seed <= 8; seed++)
                new RegisterCheck(model, configuration).Run(seed);
        });
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }
}
