// Proven of frame_buffer: a byte that was written at a place, whichever, is read a clock after the place has come back to it, until another one is
// written there; the place and what is told of it follow the steps.
//
// Assumed: a byte is written with a step.
//
// proof: : bounded 16

    reg formal_running = 1'b0;
    always @(posedge clk_i) formal_running <= 1'b1;
    always @* begin
        if (!formal_running) assume (rewind_i);
        assume (!write_i || step_i);
    end

    reg [9:0] formal_place;
    always @(posedge clk_i)
        if (rewind_i) formal_place <= 10'd0;
        else if (step_i) formal_place <= formal_place + 10'd1;

    (* anyconst *) reg [8:0] formal_watched;
    reg       formal_written = 1'b0;
    reg [7:0] formal_byte;
    wire      formal_writes = write_i && formal_place[8:0] == formal_watched;
    always @(posedge clk_i)
        if (formal_running && formal_writes) begin
            formal_written <= 1'b1;
            formal_byte    <= byte_i;
        end

    always @(posedge clk_i)
        if (formal_running) begin
            words_before_the_place: assert (words_o == formal_place / 4);
            last_byte_of_a_word: assert (word_ends_o == (formal_place % 4 == 3));
            behind_the_last_word: assert (full_o == (formal_place / 4 == limit_i));
            if ($past(formal_running) && $past(formal_place[8:0]) == formal_watched && $past(formal_written) && !$past(formal_writes))
                byte_is_kept: assert (byte_o == $past(formal_byte));
        end
