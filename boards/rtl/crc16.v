// The next state of a CRC-16 after a byte: polynomial x^16 + x^12 + x^5 + 1, highest bit first.
//
// From 0xFFFF, "123456789" gives 0x29B1 (CRC-16/IBM-3740). A message followed by its CRC, high byte first, gives 0.
// Latency: 0 clocks.
`default_nettype none

module crc16 (
    input  wire [15:0] crc_i,
    input  wire [7:0]  data_i,
    output wire [15:0] crc_o
);

    // A byte at a time: four of its bits reach across the register.
    wire [7:0] high = crc_i[15:8] ^ data_i;
    wire [7:0] mixed = high ^ {4'd0, high[7:4]};
    assign crc_o = {crc_i[7:0], 8'd0} ^ {8'd0, mixed} ^ {3'd0, mixed, 5'd0} ^ {mixed[3:0], 12'd0};

endmodule

`default_nettype wire
