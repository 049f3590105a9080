using HwGen.Core.Configuration;
using HwGen.Tests.Shared;
using HwGen.Verify.Gemm;
using HwGen.Verify.Gemm.Checks;

namespace HwGen.Tests.Cosim.Gemm;

/// <summary>The checks of <c>hwgen verify</c> pass on every shipped configuration and every small one, and say what is wrong where something is.</summary>
public sealed class AcceleratorCheckTests
{
    public static TheoryData<string> Configurations() => [.. RepositoryFolder.Configurations(), .. SmallArrays.All.Select(small => small.Name)];

    [NeedsToolTheory("verilator")]
    [MemberData(nameof(Configurations))]
    public void All_checks_pass(string name)
    {
        var configuration = SmallArrays.All.SingleOrDefault(small => small.Name == name) ?? Accelerators.Configuration(name);
        var model = Accelerators.Build(configuration);

        Assert.All(AcceleratorChecks.All, check =>
        {
            var failure = check.Failure(model, configuration, seed: 1);
            Assert.True(failure is null, $"{check.Name}: {failure}");
        });
    }

    [NeedsToolFact("verilator")]
    public void A_bank_of_half_a_million_words_is_not_filled_for_a_check()
    {
        var deep = ConfigurationRules.Require(TestArray.Of("deep-bank", (1, 1), (1, 1), block: 1, lanes: 1, kept: 1) with { ActivationKib = 1024, WeightKib = 1 });

        Assert.Equal(1 << 19, deep.ActivationDepth);
        Assert.Null(new MismatchCheck().Failure(Accelerators.Build(deep), deep, seed: 1));
    }

    [NeedsToolTheory("verilator")]
    [InlineData("registers", "job_registers", "CAP_MESH: rdata_o <= {MESH_COLUMNS_32[15:0]", "CAP_MESH: rdata_o <= {MESH_COLUMNS_32[16:1]", "CAP_MESH reads 0x00010002")]
    [InlineData("job registers", "job_registers", "if (target == JOB_CLAMP_LOW) clamp_low <= (clamp_low & ~mask[15:0]) | set", "if (target == JOB_CLAMP_LOW) clamp_low <= set", "JOB_CLAMP_LOW reads 0x")]
    [InlineData("interrupt", "job_registers", "global_enable && (pending & enable) != 2'b00", "global_enable && pending != 2'b00", "irq is high for an interrupt that is not enabled any more")]
    [InlineData("counters", "job_registers", "if (wait_weight_i) count_wait_weight", "if (wait_activation_i) count_wait_weight", "COUNT_WAIT_WEIGHT is 0 after 300 clocks of waiting")]
    [InlineData("resident images", "image_loader", "wire fits = !resident[filling] &&", "wire fits =", "small-bitmask seed 1: ")]
    [InlineData("refused images", "image_loader", "wrong_hash <= header_low != HASH", "wrong_hash <= header_low[30:0] != HASH[30:0]", "irq is low after 0x")]
    [InlineData("early TLAST of activations", "activation_loader", "if (rst_i || job_ends || error_o) tlast_taken <= 1'b0;", "if (rst_i || job_ends) tlast_taken <= 1'b0;", "STATUS reads 0x")]
    [InlineData("jobs that do not fit their image", "tile_sequencer", "bank_complete || (wide_block < wide_filled && !held_m_ends)", "wide_block < wide_filled && (!held_m_ends || bank_complete)", "time limit")]
    [InlineData("jobs that do not fit their image", "tile_sequencer", "is_loaded || image_whole", "is_loaded", "time limit")]
    [InlineData("jobs that do not fit their image", "tile_walk", "walk_begins && image_blocks != {1'b0, job_blocks_i}", "1'b0", "STATUS reads 0x00000000")]
    [InlineData("reset", "output_stage", "started     <= 1'b0;", "", "")]
    public void A_check_catches_what_it_is_for(string check, string module, string right, string wrong, string message)
    {
        var fault = new Fault(check, SmallArrays.Bitmask, module, right, wrong);
        var model = Accelerators.Build(fault.Configuration, fault.Apply, optimization: 0);

        var failure = AcceleratorChecks.All.Single(candidate => candidate.Name == check).Failure(model, fault.Configuration, seed: 1);

        Assert.NotNull(failure);
        Assert.Contains(message, failure, StringComparison.Ordinal);
    }
}
