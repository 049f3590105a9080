// Proven of stream_fifo: counts, order and data.
//
// proof: WIDTH=8 DEPTH=2: induction 2
// proof: WIDTH=8 DEPTH=4: induction 2
// proof: WIDTH=32 DEPTH=16: induction 2
// proof: WIDTH=4 DEPTH=4: bounded 40

    reg formal_running = 1'b0;
    always @(posedge clk_i) formal_running <= 1'b1;
    always @* if (!formal_running) assume (rst_i);

    wire [POINTER_W:0] formal_count = write_pointer - read_pointer;

    // One arbitrary word, marked at an arbitrary moment, and the words that leave before it.
    (* anyconst *) reg [WIDTH-1:0] formal_word;
    (* anyseq *) reg formal_mark;
    reg               formal_marked = 1'b0;
    reg [POINTER_W:0] formal_ahead;
    wire [POINTER_W-1:0] formal_place = read_pointer[POINTER_W-1:0] + formal_ahead[POINTER_W-1:0];
    always @(posedge clk_i) begin
        if (rst_i) formal_marked <= 1'b0;
        else if (!formal_marked && write && formal_mark && in_data_i == formal_word) begin
            formal_marked <= 1'b1;
            formal_ahead  <= formal_count - {{POINTER_W{1'b0}}, read};
        end else if (formal_marked && read) begin
            formal_marked <= formal_ahead != 0;
            formal_ahead  <= formal_ahead - 1'b1;
        end
    end

    always @(posedge clk_i)
        if (formal_running) begin
            count_stays_within_the_depth: assert (formal_count <= DEPTH);
            ready_unless_full: assert (in_ready_o == (formal_count < DEPTH));
            valid_unless_empty: assert (out_valid_o == (formal_count != 0));
            if (formal_marked) begin
                marked_word_is_inside: assert (formal_ahead < formal_count);
                marked_word_is_kept: assert (entries[formal_place] == formal_word);
                if (read && formal_ahead == 0) word_leaves_in_order: assert (out_data_o == formal_word);
            end
            if ($past(formal_running) && !$past(rst_i) && $past(out_valid_o) && !$past(out_ready_i)) begin
                valid_until_ready: assert (out_valid_o);
                data_until_ready: assert (out_data_o == $past(out_data_o));
            end
        end
