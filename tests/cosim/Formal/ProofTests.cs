using HwGen.Tests.Shared;
using HwGen.Verify.Formal;

namespace HwGen.Tests.Cosim.Formal;

/// <summary>What <c>formal/</c> says of the modules is proven, and a seeded bug breaks the proof.</summary>
public sealed class ProofTests
{
    private static readonly string[] Modules = [RepositoryFolder.At("rtl-templates"), RepositoryFolder.At("boards/rtl")];
    private static readonly string Properties = RepositoryFolder.At("formal");

    private static readonly Proof[] Proofs =
        [.. RepositoryFolder.Files("formal").Where(file => file.EndsWith(".vh", StringComparison.Ordinal)).SelectMany(file => Proof.Read(RepositoryFolder.At(file)))];

    public static TheoryData<string> Names() => [.. Proofs.Select(proof => proof.ToString())];

    [NeedsToolTheory("yosys", "yosys-smtbmc", "yosys-abc", "z3")]
    [MemberData(nameof(Names))]
    public void The_properties_of_a_module_hold(string name)
    {
        using var scratch = new ScratchFolder();

        Assert.Null(new Prover(Modules, Properties, scratch.Path).Refute(Proofs.Single(proof => proof.ToString() == name)));
    }

    [NeedsToolTheory("yosys", "yosys-smtbmc", "yosys-abc", "z3")]
    [InlineData("stream_fifo", "out_valid_o && out_ready_i", "out_ready_i", "count_stays_within_the_depth")]
    [InlineData("stream_gearbox", "left < OUT_COUNT && !(take && out_last_i)", "left < OUT_COUNT", "section_takes_no_beat_too_many")]
    [InlineData("output_packer", "assign ready_o = !tvalid_o || tready_i;", "assign ready_o = 1'b1;", "valid_until_ready")]
    [InlineData("job_registers", "else if (rready_i) rvalid_o <= 1'b0", "else rvalid_o <= 1'b0", "read_answer_until_taken")]
    [InlineData("tile_sequencer", "unread != 2'd2 && spacing", "spacing", "asserted in frame")]
    [InlineData("tile_sequencer", "held_weight_count < loaded", "held_weight_count <= loaded", "asserted in frame")]
    [InlineData("drain_buffer", "count != LAST_ROW[COUNT_W-1:0]", "1'b1", "asserted in frame")]
    [InlineData("activation_loader", "started && !filling && banks_free != 2'd0", "started && !filling", "asserted in frame")]
    [InlineData("crc16", "{3'd0, mixed, 5'd0}", "{4'd0, mixed, 4'd0}", "eight_bits")]
    [InlineData("uart_receiver", "CLOCKS_PER_BIT / 2 - 1", "CLOCKS_PER_BIT / 4 - 1", "byte_is_heard_once")]
    [InlineData("uart_transmitter", "bits   <= {1'b1, bits[9:1]}", "bits   <= {1'b0, bits[9:1]}", "rest_of_the_frame")]
    [InlineData("word_source", "give_i || (held && !taken)", "give_i", "asserted in frame")]
    [InlineData("word_sink", "take && tready_o && tlast_i", "take && tlast_i", "asserted in frame")]
    [InlineData("frame_receiver", "VERDICT: state <= check_good_i ? BEGIN : QUIET", "VERDICT: state <= BEGIN", "begins_only_what_is_right")]
    [InlineData("frame_receiver", "wrong_count ? QUIET : IN_WORDS", "IN_WORDS", "count_is_within_the_buffer")]
    [InlineData("frame_transmitter", "full_i || !brings_words_i", "full_i", "words_only_where_brought")]
    [InlineData("command_runner", "(begin_i && repeated) || ", "", "asserted in frame")]
    [InlineData("command_runner", "if (state == NEXT || state == RESTART) words_done_o", "if (put || got) words_done_o", "asserted in frame")]
    [InlineData("frame_buffer", ".write_address_i(place[8:0])", ".write_address_i({place[8:1], 1'b0})", "asserted in frame")]
    [InlineData("register_access", "(awvalid_o && !awready_i)", "(awvalid_o && !wready_i)", "write_address_until_taken")]
    [InlineData("idle_timer", "stalled_o = clocks[STALL_W]", "stalled_o = clocks[STALL_W-1]", "not_stalled_before")]
    public void A_seeded_bug_breaks_the_proof(string module, string right, string wrong, string refuted)
    {
        using var scratch = new ScratchFolder();
        string changed = scratch.At("rtl");
        Directory.CreateDirectory(changed);
        string text = File.ReadAllText(Modules.Select(folder => Path.Combine(folder, $"{module}.v")).Single(File.Exists));
        Assert.Contains(right, text, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(changed, $"{module}.v"), text.Replace(right, wrong, StringComparison.Ordinal));
        string work = scratch.At("work");
        Directory.CreateDirectory(work);
        var prover = new Prover([changed, .. Modules], Properties, work);

        string[] refutations = [.. Proofs.Where(proof => proof.Module == module).Select(prover.Refute).OfType<string>()];

        Assert.Contains(refutations, refutation => refutation.Contains(refuted, StringComparison.Ordinal));
    }

    [Fact]
    public void Each_proof_stands_in_the_table()
    {
        string table = File.ReadAllText(RepositoryFolder.At("docs/proofs.md"));

        Assert.All(Proofs, proof => Assert.Contains(
            $"| `{proof.Module}` | {proof.Parameters} | {proof.ToString()[(proof.ToString().LastIndexOf(':') + 2)..]} |", table, StringComparison.Ordinal));
    }
}
