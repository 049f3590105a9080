// Sends an answer: sync 0x5A, status, tag, last, count, [count words], CRC.
//
// Latency: the first byte is offered 1 clock after start_i.
`default_nettype none

module frame_transmitter (
    input  wire        clk_i,
    input  wire        rst_i,
    input  wire        start_i,
    output wire        active_o,
    output wire        done_o,          // with the last byte
    input  wire [2:0]  status_i,
    input  wire [7:0]  tag_i,
    input  wire        last_i,
    input  wire [7:0]  count_i,
    input  wire        brings_words_i,  // those of frame_buffer
    // the bytes
    output wire        byte_valid_o,
    input  wire        byte_ready_i,
    output reg  [7:0]  byte_o,
    // the words, in frame_buffer
    output wire        rewind_o,
    output wire        step_o,
    input  wire        full_i,          // all words were sent
    input  wire [7:0]  word_byte_i,
    // the checksum
    output wire        check_clear_o,
    output wire        check_take_o,
    input  wire [7:0]  check_high_i     // high byte of the CRC
);

    localparam [7:0] SYNC = 8'h5A;
    localparam [2:0] IN_SYNC = 0, IN_STATUS = 1, IN_TAG = 2, IN_LAST = 3, IN_COUNT = 4, IN_WORDS = 5, IN_CHECK = 7;

    reg       active;
    reg [2:0] place;
    wire      words_end = place == IN_WORDS && (full_i || !brings_words_i);
    wire      take      = byte_valid_o && byte_ready_i;

    assign active_o      = active;
    assign done_o        = take && place == IN_CHECK;
    assign byte_valid_o  = active && !words_end;
    assign rewind_o      = active && place == IN_SYNC;
    assign step_o        = take && place == IN_WORDS;
    assign check_clear_o = active && place == IN_SYNC;
    assign check_take_o  = take;

    always @(posedge clk_i) begin
        if (rst_i) active <= 1'b0;
        else active <= start_i || (active && !done_o);
        if (!active) place <= IN_SYNC;
        else if (words_end || (take && place != IN_WORDS)) place <= place + 3'd1;
    end

    always @*
        case (place)
            IN_SYNC: byte_o = SYNC;
            IN_STATUS: byte_o = {5'd0, status_i};
            IN_TAG: byte_o = tag_i;
            IN_LAST: byte_o = {7'd0, last_i};
            IN_COUNT: byte_o = count_i;
            IN_WORDS: byte_o = word_byte_i;
            default: byte_o = check_high_i;
        endcase

endmodule

`default_nettype wire
