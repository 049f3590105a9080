using HwGen.Core.Configuration;
using HwGen.Tests.Shared;
using HwGen.Verify.Gemm;
using Xunit.Abstractions;

namespace HwGen.Tests.Cosim.Gemm;

/// <summary>The random GEMMs find mistakes: each of these, made in a copy of the Verilog, is caught by groups that the right design passes.</summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    private const int Groups = 24;  // twice every corner
    private const long CycleLimit = 100_000;

    private static readonly ArrayConfiguration Bitmask = SmallArrays.Bitmask, Tall = SmallArrays.Tall, Wide = SmallArrays.WideStreams,
        Equal = SmallArrays.EqualStreams, Tree = SmallArrays.CarrySave;

    private static readonly Fault[] Faults =
    [
        new("the sign of a product is dropped where it is widened", Bitmask, "dot_product_unit",
            "{{(SUM_W-PRODUCT_W){product[PRODUCT_W-1]}}, product}", "{{(SUM_W-PRODUCT_W){1'b0}}, product}"),
        new("the sign of the sum over the lanes is dropped", Bitmask, "dot_product_unit",
            "{{(ACCUMULATOR_W-SUM_W){products[SUM_W-1]}}, products}", "{{(ACCUMULATOR_W-SUM_W){1'b0}}, products}"),
        new("a product in a chain takes its activation for a number without sign", Equal, "dot_product_unit",
            "chain = chain + activation * weight;", "chain = chain + {1'b0, activation} * weight;"),
        new("a lane does not reach the lowest activation that it may need", Bitmask, "activation_select",
            "BELOW = l < HALF ? l : HALF;", "BELOW = l < HALF ? l + 1 : HALF;"),
        new("an accumulator is not restarted for the next tile", Bitmask, "dot_product_unit",
            "if (next_first_i) partial_sum", "if (1'b0) partial_sum"),
        new("an accumulator is cleared with the first step, not before it", Bitmask, "tensor_pe",
            "wire next_first = control_i[0] && control_i[1];", "wire next_first = control[0] && control[1];"),
        new("the sign of a row counts for what it is not", Tree, "carry_save_sum",
            "^ {!negative, {ACTIVATION_W{negative}}}", "^ {negative, {ACTIVATION_W{negative}}}"),
        new("a negative multiple is one too small", Tree, "carry_save_sum",
            "ones[2*digit] = negative;", "ones[2*digit] = 1'b0;"),
        new("a Booth digit of minus two is taken for nothing", Tree, "booth_recode",
            "(high && !mid && !low) || ", ""),
        new("the highest digit of a weight of odd width lacks its sign", Tree, "booth_recode",
            "assign bits = {weight[WEIGHT_W-1], weight, 1'b0};", "assign bits = {1'b0, weight, 1'b0};"),
        new("an accumulator is restarted in every step of the first block", Tall, "step_walk",
            "listed_tile_first_o  <= step_tile_first && block_first;", "listed_tile_first_o  <= step_tile_first;"),
        new("bits of a bitmask that are used up stay for the next step", Bitmask, "metadata_bitmask",
            "if (valid_i) rest <= remaining;", "if (valid_i) rest <= mask_i;"),
        new("the drain starts a clock early", Bitmask, "gemm_array",
            "localparam DRAIN_START = MESH_ROWS + 1 +", "localparam DRAIN_START = MESH_ROWS + 0 +"),
        new("the drain starts a clock late, where only tiles in close sequence are hurt", Bitmask, "gemm_array",
            "localparam DRAIN_START = MESH_ROWS + 1 +", "localparam DRAIN_START = MESH_ROWS + 2 +"),
        new("the drain shifts a row too few", Bitmask, "drain_buffer",
            "SHIFTS = TILE_ROWS*(r + 1) - 1;", "SHIFTS = TILE_ROWS*(r + 1) - 2;"),
        new("tiles end closer than the drain can take them", Bitmask, "tile_sequencer",
            "(unread != 2'd2 && spacing == {SPACING_W{1'b0}})", "unread != 2'd2"),
        new("tiles end though the drain buffer is full", Bitmask, "tile_sequencer",
            "(unread != 2'd2 && spacing == {SPACING_W{1'b0}})", "spacing == {SPACING_W{1'b0}}"),
        new("the output packer takes results while its beat is not taken", Bitmask, "output_packer",
            "assign ready_o = !tvalid_o || tready_i;", "assign ready_o = 1'b1;"),
        new("the requantizer moves on while the packer waits", Bitmask, "output_stage",
            "assign advance = packer_ready || !stage_valid[STAGES-1];", "assign advance = 1'b1;"),
        new("the last beat of a job says that all of it counts", Bitmask, "output_packer",
            "tkeep_o <= raw_i ? {(OUTPUT_LANES*4){1'b1}} : filled_keep;", "tkeep_o <= {(OUTPUT_LANES*4){1'b1}};"),
        new("negative numbers are rounded towards zero", Bitmask, "requantize",
            "by_1[0] ^ product_negative;", "by_1[0] || product_negative;"),
        new("the magnitude of a negative sum is one too small", Tall, "requantize",
            "low_product + {16'd0, sum_negative ? multiplier : 16'd0};", "low_product;"),
        new("a quotient beyond the output is cut", Bitmask, "requantize",
            "far      <= outside;", "far      <= 1'b0;"),
        new("the upper clamp is ignored", Bitmask, "requantize",
            ": above ?", ": 1'b0 ?"),
        new("a raw job has a zero point", Tall, "job_queue",
            "zero_point = job_raw_i ? {CONTAINER_W{1'b0}} : job_zero_point_i;", "zero_point = job_zero_point_i;"),
        new("the sign of a partial sum is dropped before the bias", Bitmask, "requantize",
            "{{(SUM_W-ACCUMULATOR_W){partial_sum_i[ACCUMULATOR_W-1]}}, partial_sum_i}",
            "{{(SUM_W-ACCUMULATOR_W){1'b0}}, partial_sum_i}"),
        new("the sum of partial sum and bias wraps at 32 bits", Tall, "requantize",
            "sum        <= wide_partial_sum + {bias_i[31], bias_i};",
            "sum        <= {{2{wide_partial_sum[31] ^ bias_i[31]}}, wide_partial_sum[30:0] + bias_i[30:0]};"),
        new("the bias is not added", Bitmask, "requantize",
            "sum        <= wide_partial_sum + {bias_i[31], bias_i};", "sum        <= wide_partial_sum;"),
        new("the table of the next tile is missed after rows that do not exist", Bitmask, "output_stage",
            "table_address <= last_tile ? image_table_base_i : following_table;",
            "table_address <= last_tile ? image_table_base_i : next_table;"),
        new("where a block list begins is ignored", Bitmask, "tile_walk",
            "{1'b0, arriving_list_base} + {1'b0, table_i[34 +: LIST_AW]}", "{1'b0, arriving_list_base}"),
        new("the ring of block lists wraps a word late when a list begins", Tall, "tile_walk",
            "list_start = list_sum >= LISTS[LIST_AW:0]", "list_start = list_sum > LISTS[LIST_AW:0]"),
        new("weights are not restarted for the next M-tile", Bitmask, "tile_walk",
            "walk_first   <= walk_last_n;", "walk_first   <= 1'b0;"),
        new("steps do not wait for their weights", Bitmask, "tile_sequencer",
            "wire has_weight     = is_loaded || image_whole;", "wire has_weight     = 1'b1;"),
        new("an M-tile ends before its bank is full, where lists leave blocks out", Bitmask, "tile_sequencer",
            "(wide_block < wide_filled && !held_m_ends)", "wide_block < wide_filled"),
        new("an activation bank is given back before the last mesh row has read it", Tall, "gemm_core",
            ".RELEASE_CLOCKS(MESH_ROWS + 1)", ".RELEASE_CLOCKS(1)"),
        new("an image is loaded over the weights of the one before", Equal, "image_loader",
            "&& weights <= weights_free;", ";"),
        new("the weight ring wraps a word early", Bitmask, "image_loader",
            "LAST_WEIGHT = WEIGHT_WORDS - 1;", "LAST_WEIGHT = WEIGHT_WORDS - 2;"),
        new("the ring of the tile table wraps a word late", Bitmask, "tile_walk",
            "LAST_TILE    = TILE_DEPTH - 1;", "LAST_TILE    = TILE_DEPTH;"),
        new("a beat of the next job is taken and lost with the last word of a job", Tall, "stream_gearbox",
            "left < OUT_COUNT && !(take && out_last_i);", "left < OUT_COUNT;"),
        new("the rest of the last beat of a job goes into the next", Tall, "stream_gearbox",
            "clear_i || (take && out_last_i)) count", "clear_i) count"),
        new("the words of a beat are counted on into the next section", Wide, "stream_gearbox",
            "wire               beat_ends = out_last_i || position", "wire               beat_ends = position"),
    ];

    public static TheoryData<string> FaultNames() => [.. Faults.Select(fault => fault.Name)];

    [NeedsToolTheory("verilator")]
    [MemberData(nameof(FaultNames))]
    public void A_fault_is_caught(string name)
    {
        var fault = Faults.Single(fault => fault.Name == name);
        var faulty = Suite(fault.Configuration, fault.Apply);
        var caught = Enumerable.Range(1, Groups)
            .Select(seed => faulty.RunGroup((ulong)seed))
            .FirstOrDefault(result => result.Failure is not null);

        Assert.True(caught is not null, $"{fault.Configuration.Name} seeds 1 to {Groups}: no output differs, though {name}");
        output.WriteLine(caught.Message(fault.Configuration.Name));
        var right = Suite(fault.Configuration, null).RunGroup(caught.Seed);
        Assert.True(right.Failure is null, right.Message(fault.Configuration.Name));
    }

    // Found by one seed in twenty before there was a corner for it.
    [NeedsToolFact("verilator")]
    public void A_list_ring_that_wraps_late_is_caught_by_every_group_that_fills_it()
    {
        var fault = Faults.Single(fault => fault.Name == "the ring of block lists wraps a word late when a list begins");
        var faulty = Suite(fault.Configuration, fault.Apply);
        Assert.All(new ulong[] { 12, 24, 36, 48 }, seed => Assert.NotNull(faulty.RunGroup(seed).Failure));
    }

    [NeedsToolTheory("verilator")]
    [InlineData("small-bitmask")]
    [InlineData("small-tall")]
    [InlineData("small-wide-streams")]
    [InlineData("small-equal-streams")]
    [InlineData("small-carry-save")]
    public void Without_a_fault_the_same_groups_pass(string name)
    {
        var configuration = SmallArrays.Named(name);
        var results = Suite(configuration, null).Run(1, Groups, parallel: 1);
        Assert.Empty(results.Where(result => result.Failure is not null).Select(result => result.Message(name)));
    }

    // A faulty model runs for milliseconds: it is to compile fast.
    private static GemmSuite Suite(ArrayConfiguration configuration, Action<string>? change) =>
        new(Accelerators.Build(configuration, change, change is null ? 1 : 0), configuration) { CycleLimit = CycleLimit };
}
