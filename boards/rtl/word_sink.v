// Takes words of 32 bits from the beats of a stream.
//
// A word is looked at in one clock and taken in the next: no path leads from tvalid_i to tready_o or back. A packet is whole beats.
// Latency: 0 clocks; the word after a taken one is there 2 clocks later.
`default_nettype none

module word_sink #(
    parameter STREAM_W = 32  // a multiple of 32
) (
    input  wire                clk_i,
    input  wire                rst_i,
    input  wire                tvalid_i,
    output wire                tready_o,
    input  wire [STREAM_W-1:0] tdata_i,
    input  wire                tlast_i,
    output wire                valid_o,
    output wire [31:0]         word_o,
    input  wire                take_i,   // only with valid_o, and not in the clock after another
    output wire                last_o    // the word taken in the clock before ended the packet
);

    reg take;
    always @(posedge clk_i) take <= take_i && !rst_i;

    stream_gearbox #(.IN_W(STREAM_W), .OUT_W(32)) gearbox (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .clear_i(1'b0),
        .in_valid_i(tvalid_i),
        .in_ready_o(tready_o),
        .in_data_i(tdata_i),
        .out_valid_o(valid_o),
        .out_ready_i(take),
        .out_last_i(1'b0),
        .out_data_o(word_o)
    );

    assign last_o = take && tready_o && tlast_i;

endmodule

`default_nettype wire
