// Proven of crc16: a byte at a time is eight bits one after the other.
//
// proof: : induction 1

    function [15:0] formal_bit;
        input [15:0] crc;
        input        data;
        formal_bit = {crc[14:0], 1'b0} ^ (crc[15] ^ data ? 16'h1021 : 16'h0000);
    endfunction

    wire [15:0] formal_after [0:8];
    assign formal_after[0] = crc_i;
    generate
        genvar formal_i;
        for (formal_i = 0; formal_i < 8; formal_i = formal_i + 1) begin : gen_formal
            assign formal_after[formal_i+1] = formal_bit(formal_after[formal_i], data_i[7-formal_i]);
        end
    endgenerate

    always @* eight_bits: assert (crc_o == formal_after[8]);
