// Proven of word_source: the words that were given leave as beats, in order and unchanged, and a beat holds until it is taken.
//
// Assumed: a word is given only where there is room.
//
// proof: STREAM_W=32: induction 2
// proof: STREAM_W=64: bounded 20

    localparam FORMAL_WORDS = STREAM_W / 32;

    reg formal_running = 1'b0;
    always @(posedge clk_i) formal_running <= 1'b1;
    always @* begin
        if (!formal_running) assume (rst_i);
        assume (!give_i || room_o);
    end

    // The words of a beat that were given last, the last one highest, and how many of them wait for the beat to be taken.
    reg [STREAM_W+31:0] formal_given;
    reg                 formal_last;
    reg [3:0]           formal_waiting;
    always @(posedge clk_i) begin
        if (rst_i) formal_waiting <= 4'd0;
        else formal_waiting <= formal_waiting + {3'd0, give_i} - (tvalid_o && tready_i ? FORMAL_WORDS[3:0] : 4'd0);
        if (give_i) begin
            formal_given <= {word_i, formal_given[STREAM_W+31:32]};
            formal_last  <= last_i;
        end
    end

    always @(posedge clk_i)
        if (formal_running) begin
            valid_with_a_whole_beat: assert (tvalid_o == (formal_waiting == FORMAL_WORDS));
            if (tvalid_o) beat_is_the_words_given: assert (tdata_o == formal_given[STREAM_W+31:32] && tlast_o == formal_last);
            if ($past(formal_running) && !$past(rst_i) && $past(tvalid_o) && !$past(tready_i)) begin
                valid_until_ready: assert (tvalid_o);
                beat_until_ready: assert (tdata_o == $past(tdata_o) && tlast_o == $past(tlast_o));
            end
            if (room_o == held) room_unless_held: assert (0);
            if (held) held_word_is_the_last_given: assert (formal_waiting != 4'd0 && word == formal_given[STREAM_W+31:STREAM_W] && last == formal_last);
            else nothing_waits_beside_a_beat: assert (formal_waiting < FORMAL_WORDS);
        end
