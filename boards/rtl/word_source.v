// Offers words of 32 bits as beats of a stream, one word held until its beat is complete and taken.
//
// Whoever gives a word need not wait for the beat: valid stays up as the stream wants it. last_i belongs to a word that completes a beat.
// Latency: 1 clock.
`default_nettype none

module word_source #(
    parameter STREAM_W = 32  // a multiple of 32
) (
    input  wire                clk_i,
    input  wire                rst_i,
    input  wire                give_i,   // only with room_o
    output wire                room_o,
    input  wire [31:0]         word_i,
    input  wire                last_i,
    output wire                tvalid_o,
    input  wire                tready_i,
    output wire [STREAM_W-1:0] tdata_o,
    output wire                tlast_o
);

    reg        held;
    reg        last;
    reg [31:0] word;
    wire       taken;

    // Not in the clock in which the beat is taken: no path leads from tready_i to the giver.
    assign room_o  = !held;
    assign tlast_o = last;

    stream_gearbox #(.IN_W(32), .OUT_W(STREAM_W)) gearbox (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .clear_i(1'b0),
        .in_valid_i(held),
        .in_ready_o(taken),
        .in_data_i(word),
        .out_valid_o(tvalid_o),
        .out_ready_i(tready_i),
        .out_last_i(1'b0),
        .out_data_o(tdata_o)
    );

    always @(posedge clk_i) begin
        if (rst_i) held <= 1'b0;
        else held <= give_i || (held && !taken);
        if (give_i) begin
            word <= word_i;
            last <= last_i;
        end
    end

endmodule

`default_nettype wire
