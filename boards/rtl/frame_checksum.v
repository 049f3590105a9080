// The CRC of the bytes of a frame so far (crc16).
//
// After the CRC of a frame itself, high byte first, it is 0.
`default_nettype none

module frame_checksum (
    input  wire        clk_i,
    input  wire        clear_i,
    input  wire        take_i,
    input  wire [7:0]  byte_i,
    output reg  [15:0] crc_o
);

    wire [15:0] next;
    crc16 step (
        .crc_i(crc_o),
        .data_i(byte_i),
        .crc_o(next)
    );

    always @(posedge clk_i)
        if (clear_i) crc_o <= 16'hFFFF;
        else if (take_i) crc_o <= next;

endmodule

`default_nettype wire
