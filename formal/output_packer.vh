// Proven of output_packer: a beat and all beside it hold until taken, tkeep marks the parts that came, and an arbitrary
// result stands where it belongs.
//
// proof: OUTPUT_LANES=1 CONTAINER_W=8: induction 2
// proof: OUTPUT_LANES=2 CONTAINER_W=8: induction 2
// proof: OUTPUT_LANES=3 CONTAINER_W=16: induction 2

    reg formal_running = 1'b0;
    always @(posedge clk_i) formal_running <= 1'b1;
    always @* if (!formal_running) assume (rst_i);

    // A job is raw or not as a whole: the mode changes between beats only.
    always @(posedge clk_i) if (formal_running && count != 0) assume (!raw_i);

    (* anyconst *) reg [COUNT_W-1:0] formal_part;
    (* anyconst *) reg [15:0] formal_lane;
    always @* assume (formal_lane < OUTPUT_LANES);
    wire [CONTAINER_W-1:0] formal_result = results_i >> (formal_lane * 32);
    wire [CONTAINER_W-1:0] formal_stored = stored >> (formal_part * PART_W + formal_lane * CONTAINER_W);
    wire [CONTAINER_W-1:0] formal_sent   = tdata_o >> (formal_part * PART_W + formal_lane * CONTAINER_W);
    wire [PART_B-1:0]      formal_keep   = tkeep_o >> (formal_part * PART_B);
    reg  [CONTAINER_W-1:0] formal_value;
    always @(posedge clk_i) if (accept && count == formal_part) formal_value <= formal_result;

    // What the beat at the output was made of.
    reg               formal_raw, formal_last;
    reg [COUNT_W-1:0] formal_parts;
    reg [CONTAINER_W-1:0] formal_packed;
    reg [OUTPUT_LANES*32-1:0] formal_words;
    always @(posedge clk_i)
        if (emit) begin
            formal_raw    <= raw_i;
            formal_last   <= last_i;
            formal_parts  <= count;
            formal_packed <= count == formal_part ? formal_result : formal_value;
            formal_words  <= results_i;
        end

    always @(posedge clk_i)
        if (formal_running && !rst_i) begin
            if (count > formal_part) result_is_kept: assert (formal_stored == formal_value);
            if (tvalid_o) begin
                last_is_passed_on: assert (tlast_o == formal_last);
                if (formal_raw) begin
                    raw_words_are_passed_on: assert (tdata_o == formal_words);
                    raw_beats_are_whole: assert (&tkeep_o);
                end else begin
                    keep_marks_the_parts: assert (formal_keep == {PART_B{formal_part <= formal_parts}});
                    result_is_in_place: assert (formal_sent == (formal_part <= formal_parts ? formal_packed : {CONTAINER_W{1'b0}}));
                    only_the_last_beat_is_partial: assert (tlast_o || &tkeep_o);
                end
            end
            if ($past(formal_running) && !$past(rst_i) && $past(tvalid_o) && !$past(tready_i)) begin
                valid_until_ready: assert (tvalid_o);
                beat_until_ready: assert (tdata_o == $past(tdata_o) && tkeep_o == $past(tkeep_o) && tlast_o == $past(tlast_o));
            end
            if ($past(formal_running) && !$past(rst_i))
                closed_beat_comes_out: assert (!$past(valid_i && ready_o && last_i) || tvalid_o);
        end
