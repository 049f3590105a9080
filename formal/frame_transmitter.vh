// Proven of frame_transmitter: the bytes of an answer, in order, each once; words only where they are brought.
//
// Assumed: what is answered holds still; whether all words were sent changes with a step only.
//
// proof: : induction 2

    reg formal_running = 1'b0;
    always @(posedge clk_i) formal_running <= 1'b1;
    always @* if (!formal_running) assume (rst_i);
    always @* if (active) assume (!start_i);
    always @(posedge clk_i)
        if (formal_running && active && $past(active)) begin
            assume (status_i == $past(status_i) && tag_i == $past(tag_i) && last_i == $past(last_i) && count_i == $past(count_i)
                && brings_words_i == $past(brings_words_i));
            assume (full_i == $past(full_i) || $past(step_o || rewind_o));
        end

    reg [2:0]  formal_head;   // bytes in front of the words that were taken
    reg        formal_tail;   // the first byte of the checksum was taken
    always @(posedge clk_i)
        if (!active) begin
            formal_head <= 3'd0;
            formal_tail <= 1'b0;
        end else if (take) begin
            if (formal_head != 3'd5) formal_head <= formal_head + 3'd1;
            else if (!step_o) formal_tail <= 1'b1;
        end

    wire       formal_words = formal_head == 3'd5 && !formal_tail && brings_words_i && !full_i;
    wire [7:0] formal_next  = formal_words ? word_byte_i : formal_head == 3'd5 ? check_high_i : formal_fixed[8*formal_head +: 8];
    wire [39:0] formal_fixed = {count_i, 7'd0, last_i, tag_i, 5'd0, status_i, 8'h5A};

    always @(posedge clk_i)
        if (formal_running) begin
            if (!active) begin
                silent_without_an_answer: assert (!byte_valid_o);
            end else begin
                place_follows_the_bytes: assert (formal_head == (place < IN_WORDS ? place : 3'd5) && formal_tail == (place == IN_CHECK));
                if (formal_head < 3'd5) offered_at_once: assert (byte_valid_o);
                if (byte_valid_o) byte_is_the_next: assert (byte_o == formal_next);
                if (place > IN_WORDS) all_words_are_sent: assert (full_i || !brings_words_i);
                if (step_o) words_only_where_brought: assert (formal_head == 3'd5 && !formal_tail && brings_words_i && !full_i);
                if (formal_head == 3'd0) checksum_begins_after_the_sync: assert (check_clear_o && rewind_o);
            end
            all_but_the_sync_are_checked: assert (check_take_o == take);
            done_with_the_last_byte: assert (done_o == (take && formal_tail));
            if ($past(formal_running) && !$past(rst_i)) begin
                if ($past(done_o)) ends_when_done: assert (!active || $past(start_i));
                if ($past(byte_valid_o) && !$past(byte_ready_i)) valid_until_ready: assert (byte_valid_o);
                if ($past(start_i)) starts: assert (active && place == IN_SYNC);
            end
        end
