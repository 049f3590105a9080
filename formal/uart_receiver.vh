// Proven of uart_receiver: every byte of a sender whose rate is off by 3 % (2 % below 24 clocks a bit) is received once, in the middle of its
// stop bit, at whatever moment and however soon after another it begins, and nothing else is.
//
// Assumed: the line idles at the reset and for 4 clocks after it.
//
// proof: CLOCKS_PER_BIT=16: induction 2
// proof: CLOCKS_PER_BIT=24: induction 2

    reg [2:0] formal_start = 3'd0;
    always @(posedge clk_i) if (formal_start != 3'd4) formal_start <= formal_start + 3'd1;
    always @* assume (rst_i == (formal_start == 3'd0));

    // A sender with a clock of its own: time in 1/16 clocks, bits of one length.
    localparam [15:0] FORMAL_BIT = 16 * CLOCKS_PER_BIT, FORMAL_OFF = FORMAL_BIT * (CLOCKS_PER_BIT < 24 ? 2 : 3) / 100;
    localparam [15:0] FORMAL_HEARD = 9 * CLOCKS_PER_BIT + CLOCKS_PER_BIT / 2 + 3;
    (* anyconst *) reg [15:0] formal_length;
    always @* assume (formal_length >= FORMAL_BIT - FORMAL_OFF && formal_length <= FORMAL_BIT + FORMAL_OFF);
    (* anyseq *) reg       formal_starts;
    (* anyseq *) reg [3:0] formal_begins_at;    // where in a clock
    (* anyseq *) reg [7:0] formal_data;
    reg        formal_sends = 1'b0;
    reg [9:0]  formal_frame;
    reg [3:0]  formal_phase;
    reg [3:0]  formal_place;                    // bit on the line
    reg [15:0] formal_left;                     // time of it
    reg [15:0] formal_clocks;                   // since the first in which the line is low

    wire formal_bit_ends  = formal_left <= 16'd16;
    wire formal_byte_ends = formal_sends && formal_bit_ends && formal_place == 4'd9;
    wire [3:0] formal_next_phase = formal_byte_ends ? 4'd0 - formal_left[3:0] : formal_begins_at;
    always @* assume (rx_i == (!formal_sends || formal_frame[formal_place]));
    always @(posedge clk_i)
        if (formal_starts && (!formal_sends || formal_byte_ends) && formal_start == 3'd4) begin
            formal_sends  <= 1'b1;
            formal_frame  <= {1'b1, formal_data, 1'b0};
            formal_phase  <= formal_next_phase;
            formal_place  <= 4'd0;
            formal_left   <= formal_length - {12'd0, formal_next_phase};
            formal_clocks <= 16'd0;
        end else begin
            if (formal_byte_ends) formal_sends <= 1'b0;
            formal_clocks <= formal_clocks + 16'd1;
            formal_left   <= formal_left + (formal_bit_ends ? formal_length : 16'd0) - 16'd16;
            if (formal_bit_ends) formal_place <= formal_place + 4'd1;
        end

    // The level one and two clocks before.
    wire [9:0] formal_before = {formal_frame[8:0], 1'b1};
    wire formal_level_1 = formal_length - formal_left >= 16'd16 ? formal_frame[formal_place] : formal_before[formal_place];
    wire formal_level_2 = formal_length - formal_left >= 16'd32 ? formal_frame[formal_place] : formal_before[formal_place];

    always @(posedge clk_i) sends_after_the_start: assert (formal_start == 3'd4 || (formal_start < 3'd4 && !formal_sends));

    always @(posedge clk_i)
        if (formal_start != 3'd0) begin
            byte_is_heard_once: assert (valid_o == (formal_sends && formal_clocks == FORMAL_HEARD));
            if (valid_o) byte_is_the_one_sent: assert (data_o == formal_frame[8:1]);
            stop_bit_is_found: assert (!error_o);

            // What is true between, without which the above does not follow from itself.
            if (!formal_sends) begin
                idle: assert (!busy && samples == (formal_start == 3'd1 ? 2'b00 : formal_start == 3'd2 ? 2'b01 : 2'b11));
                armed_when_idle: assert (armed == (formal_start == 3'd4));
            end else begin
                sender_frames: assert (!formal_frame[0] && formal_frame[9] && formal_place <= 4'd9);
                sender_keeps_time: assert (formal_left != 16'd0 && formal_left <= formal_length
                    && formal_left + 16 * formal_clocks + formal_phase == (formal_place + 16'd1) * formal_length);
                level_arrives: assert (samples == {formal_level_2, formal_level_1});
                busy_for_a_byte: assert (busy == (formal_clocks >= 16'd3 && formal_clocks < FORMAL_HEARD));
                armed_for_the_next: assert (busy || armed);
                if (busy) begin
                    bits_in_order: assert (place <= STOP && count <= (place == START ? HALF : WHOLE));
                    sampled_in_the_middle: assert (formal_clocks - 16'd3 + count == HALF + place * CLOCKS_PER_BIT);
                    if (place != START) bits_so_far: assert (data_o >> (4'd9 - place) == (formal_frame[8:1] & ((9'd1 << (place - 4'd1)) - 9'd1)));
                end
                if (formal_clocks >= FORMAL_HEARD) byte_stays: assert (data_o == formal_frame[8:1]);
            end
        end
