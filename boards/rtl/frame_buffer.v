// The words of a frame, up to 128, as bytes, and one place among them where bytes are written and read.
//
// Receiving, doing and answering follow each other, so that one place serves all three. byte_o is the byte at the place, one clock
// after the place has moved; a byte that is written moves it too.
`default_nettype none

module frame_buffer (
    input  wire       clk_i,
    input  wire       rewind_i,    // to the first byte
    input  wire       step_i,      // to the next byte
    input  wire       write_i,     // with step_i
    input  wire [7:0] byte_i,
    output wire [7:0] byte_o,
    input  wire [7:0] limit_i,     // words
    output wire       full_o,      // the place is behind the last of them
    output wire       word_ends_o, // the place is the last byte of a word
    output wire [7:0] words_o      // words before the place
);

    reg [9:0] place;
    assign words_o     = place[9:2];
    assign word_ends_o = place[1:0] == 2'd3;
    assign full_o      = words_o == limit_i;

    always @(posedge clk_i)
        if (rewind_i) place <= 10'd0;
        else if (step_i) place <= place + 10'd1;

    ram_simple_dual_port #(.WIDTH(8), .DEPTH(512)) bytes (
        .clk_i(clk_i),
        .write_enable_i(write_i),
        .write_address_i(place[8:0]),
        .write_data_i(byte_i),
        .read_enable_i(1'b1),
        .read_address_i(place[8:0]),
        .read_data_o(byte_o)
    );

endmodule

`default_nettype wire
