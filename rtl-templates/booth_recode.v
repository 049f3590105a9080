// Recodes weights into Booth digits of radix 4, which select multiples of an activation: -2, -1, 0, 1 or 2.
//
//   weight = sum over digits d of value(d) * 4^d
//
// Shapes:  weights_i [LANES][WEIGHT_W]    digits_o [LANES][DIGITS]{two, one, negative}
// "one" and "two" say which multiple, "negative" its sign; neither of the two is 0, then "negative" may still be set.
// Latency: 0 clocks.  Source: A. D. Booth, 1951; O. L. MacSorley, 1961 (radix 4).
`default_nettype none

module booth_recode #(
    parameter LANES    = 4,
    parameter WEIGHT_W = 8,
    parameter DIGITS   = (WEIGHT_W + 1) / 2  // follows from WEIGHT_W
) (
    input  wire [LANES*WEIGHT_W-1:0] weights_i,
    output wire [LANES*DIGITS*3-1:0] digits_o
);

    genvar l, d;
    generate
        for (l = 0; l < LANES; l = l + 1) begin : gen_lane
            // A 0 below, the sign above where WEIGHT_W is odd.
            wire [2*DIGITS:0]   bits;
            wire [WEIGHT_W-1:0] weight = weights_i[l*WEIGHT_W +: WEIGHT_W];
            if (2*DIGITS > WEIGHT_W) begin : gen_odd
                assign bits = {weight[WEIGHT_W-1], weight, 1'b0};
            end else begin : gen_even
                assign bits = {weight, 1'b0};
            end

            for (d = 0; d < DIGITS; d = d + 1) begin : gen_digit
                wire high = bits[2*d + 2];
                wire mid  = bits[2*d + 1];
                wire low  = bits[2*d];
                wire one  = mid ^ low;
                wire two  = (high && !mid && !low) || (!high && mid && low);
                assign digits_o[(l*DIGITS + d)*3 +: 3] = {two, one, high};
            end
        end
    endgenerate

endmodule

`default_nettype wire
