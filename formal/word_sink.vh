// Proven of word_sink: each word of each beat is given once, in order; a beat is taken with its last word, and its end is told with it.
//
// Assumed: a beat holds until it is taken; a word is taken where there is one, and not in the clock after another.
//
// proof: STREAM_W=32: induction 2
// proof: STREAM_W=64: bounded 20

    localparam FORMAL_WORDS = STREAM_W / 32;

    reg formal_running = 1'b0;
    always @(posedge clk_i) formal_running <= 1'b1;
    always @* begin
        if (!formal_running) assume (rst_i);
        assume (!take_i || (valid_o && !take));
    end
    always @(posedge clk_i)
        if (formal_running && $past(tvalid_i) && !$past(tready_o))
            assume (tvalid_i && tdata_i == $past(tdata_i) && tlast_i == $past(tlast_i));

    reg [3:0] formal_place;  // in the beat
    wire      formal_ends = formal_place == FORMAL_WORDS - 1;
    always @(posedge clk_i)
        if (rst_i) formal_place <= 4'd0;
        else if (take) formal_place <= formal_ends ? 4'd0 : formal_place + 4'd1;

    always @(posedge clk_i)
        if (formal_running) begin
            place_in_the_beat: assert (formal_place < FORMAL_WORDS);
            word_when_a_beat: assert (valid_o == tvalid_i);
            if (valid_o) word_in_order: assert (word_o == tdata_i[32*formal_place +: 32]);
            beat_taken_with_its_last_word: assert ((tvalid_i && tready_o) == (take && formal_ends));
            end_is_told_with_the_last_word: assert (last_o == (take && formal_ends && tlast_i));
            if ($past(formal_running) && !$past(rst_i)) taken_a_clock_later: assert (take == $past(take_i));
            if (take) taken_where_there_is_one: assert (tvalid_i);
        end
