// Proven of uart_transmitter: each byte that is taken leaves as it is framed, bit for bit and clock for clock.
//
// proof: CLOCKS_PER_BIT=2: induction 2
// proof: CLOCKS_PER_BIT=24: induction 2

    reg formal_running = 1'b0;
    always @(posedge clk_i) formal_running <= 1'b1;
    always @* if (!formal_running) assume (rst_i);

    // The frame on the line, which bit of it, and how many clocks of that bit are over.
    reg [9:0]  formal_frame;
    reg        formal_sends;
    reg [3:0]  formal_bit;
    reg [31:0] formal_clocks;
    wire       formal_bit_ends   = formal_clocks == CLOCKS_PER_BIT - 1;
    wire       formal_frame_ends = formal_bit_ends && formal_bit == 4'd9;
    wire       formal_take       = valid_i && ready_o;
    always @(posedge clk_i) begin
        if (rst_i) formal_sends <= 1'b0;
        else if (formal_take) formal_sends <= 1'b1;
        else if (formal_frame_ends) formal_sends <= 1'b0;
        if (formal_take) begin
            formal_frame  <= {1'b1, data_i, 1'b0};
            formal_bit    <= 4'd0;
            formal_clocks <= 32'd0;
        end else if (formal_bit_ends) begin
            formal_bit    <= formal_bit + 4'd1;
            formal_clocks <= 32'd0;
        end else formal_clocks <= formal_clocks + 32'd1;
    end

    always @(posedge clk_i)
        if (formal_running) begin
            ready_when_nothing_is_left: assert (ready_o == (!formal_sends || formal_frame_ends));
            if (!formal_sends) idle_line_is_high: assert (tx_o);
            else begin
                frame_is_framed: assert (!formal_frame[0] && formal_frame[9]);
                bit_on_the_line: assert (tx_o == formal_frame[formal_bit]);
                bits_are_counted: assert (formal_bit <= 4'd9 && places == 4'd9 - formal_bit);
                clocks_are_counted: assert (formal_clocks < CLOCKS_PER_BIT && count == CLOCKS_PER_BIT - 1 - formal_clocks);
                rest_of_the_frame: assert (bits == ((formal_frame | 20'hFFC00) >> formal_bit) % 1024);
            end
            if (!formal_sends) nothing_is_left: assert (places == 4'd0 && count == 0 && bits == 10'h3FF);
        end
