// Proven of frame_receiver: what begins is what the bytes said, with a right checksum and within the limits; each frame is answered once.
//
// Assumed: nothing. Bytes, errors, silence and the checksum come as they like.
//
// proof: : induction 2

    reg formal_running = 1'b0;
    always @(posedge clk_i) formal_running <= 1'b1;
    always @* if (!formal_running) assume (rst_i);

    // The bytes since the last sync that could begin a frame.
    reg [2:0]  formal_bytes;
    reg [31:0] formal_header;
    always @(posedge clk_i)
        if (rst_i || state == HUNT) formal_bytes <= 3'd0;
        else if (in_frame && byte_valid_i && formal_bytes < 3'd4) begin
            formal_bytes  <= formal_bytes + 3'd1;
            formal_header <= {byte_i, formal_header[31:8]};
        end

    always @(posedge clk_i)
        if (formal_running) begin
            known_state: assert (state <= ANSWER);
            if (state < IN_WORDS && state != HUNT) header_in_order: assert (formal_bytes == state - IN_COMMAND);
            if (state == IN_WORDS || state == IN_CHECK || state == VERDICT || state == BEGIN) whole_header: assert (formal_bytes == 3'd4);
            if (state != HUNT && state < QUIET) nothing_is_wrong_yet: assert (status_o == DONE);
            if (state == IN_TAG) command_is_taken: assert ({5'd0, command_o} == formal_header[31:24]);
            if (state == IN_ADDRESS) tag_is_taken: assert ({tag_o, 5'd0, command_o} == formal_header[31:16]);
            if (state == IN_COUNT) rest_is_taken: assert ({tag_o, 5'd0, command_o} == formal_header[23:8]);
            if (state > IN_COMMAND && state < QUIET) command_is_known: assert (command_o <= LAST_COMMAND);
            if (state == IN_WORDS || state == IN_CHECK || state == VERDICT || state == BEGIN) begin
                header_is_what_was_sent: assert ({5'd0, command_o} == formal_header[7:0] && tag_o == formal_header[15:8] && count_o == formal_header[31:24]);
                count_is_within_the_buffer: assert (count_o <= MOST_WORDS);
            end
            if (write_o) writes_only_words_that_were_announced: assert (carries_words && !full_i && byte_valid_i);
            if (begin_o) begins_only_what_is_right: assert (status_o == DONE && $past(check_good_i) && $past(state) == VERDICT);
            if (refuse_o) refuses_with_a_reason: assert (status_o != DONE && status_o <= SILENCE);
            if (state == QUIET) waits_with_a_reason: assert (status_o != DONE && status_o <= SILENCE);
            if (state != HUNT && $past(state) == HUNT) frame_begins_at_a_sync: assert ($past(byte_valid_i && byte_i == SYNC));
            if ($past(formal_running) && !$past(rst_i)) begin
                if ($past(begin_o || refuse_o)) answered_once: assert (state == ANSWER);
                if (state == ANSWER && $past(state) == ANSWER) answer_holds: assert (
                    command_o == $past(command_o) && tag_o == $past(tag_o) && count_o == $past(count_o) && status_o == $past(status_o));
                if ($past(state == ANSWER && answered_i)) listens_again: assert (state == HUNT);
                if ($past(state == IN_ADDRESS && byte_valid_i)) address_is_taken: assert (address_o == $past(byte_i));
                else if (!$past(next_register_i)) address_stays: assert (address_o == $past(address_o));
                if ($past(in_frame && silent_i)) silence_ends_a_frame: assert (refuse_o && status_o == SILENCE);
                if ($past(state == QUIET && silent_i)) silence_ends_the_wait: assert (refuse_o);
                if ($past(in_frame && byte_error_i && !silent_i)) bad_byte_ends_a_frame: assert (state == QUIET && status_o == FRAMING);
                if ($past(state == VERDICT && !check_good_i)) bad_checksum_is_refused: assert (state == QUIET && status_o == CHECKSUM);
            end
        end
