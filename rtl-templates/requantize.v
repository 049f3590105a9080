// Requantizes one partial sum: bias, multiply, round, shift, zero point, clamp.
//
//   v = partial_sum + bias                                                       (exact)
//   out = raw ? v modulo 2^32 : clamp(round(v * multiplier / 2^shift) + zero_point, clamp_low, clamp_high)
//   round: half away from zero
//
// The magnitude is scaled and the sign put back at the end, so that a half goes away from zero by itself. Of a negative v the magnitude
// less one, ~v, is multiplied and the multiplier added: a product and a sum of 32 bits each, as DSP blocks have them.
//
// Shapes:  partial_sum_i [ACCUMULATOR_W] signed, bias_i [32] signed, multiplier_i [16] unsigned, shift_i [6] unsigned,
//          zero_point_i, clamp_low_i, clamp_high_i [CONTAINER_W] signed, zero_point_i 0 with raw_i;
//          result_o [32] signed, of which the low CONTAINER_W bits count without raw_i
// Latency: 6 clocks while advance_i is high; nothing moves while it is low.
`default_nettype none

module requantize #(
    parameter ACCUMULATOR_W = 32,
    parameter CONTAINER_W   = 8    // 8 or 16
) (
    input  wire                     clk_i,
    input  wire                     advance_i,
    input  wire [ACCUMULATOR_W-1:0] partial_sum_i,
    input  wire [31:0]              bias_i,
    input  wire [15:0]              multiplier_i,
    input  wire [5:0]               shift_i,
    input  wire                     raw_i,
    input  wire [CONTAINER_W-1:0]   zero_point_i,
    input  wire [CONTAINER_W-1:0]   clamp_low_i,
    input  wire [CONTAINER_W-1:0]   clamp_high_i,
    output reg  [31:0]              result_o
);

    localparam SUM_W     = 33;
    localparam PRODUCT_W = SUM_W - 1 + 16;

    // 1: bias
    reg [SUM_W-1:0] sum;
    reg [15:0]      multiplier;
    reg [5:0]       sum_shift;
    wire [SUM_W-1:0] wide_partial_sum = {{(SUM_W-ACCUMULATOR_W){partial_sum_i[ACCUMULATOR_W-1]}}, partial_sum_i};
    always @(posedge clk_i)
        if (advance_i) begin
            sum        <= wide_partial_sum + {bias_i[31], bias_i};
            // Raw is a multiplication by 1.
            multiplier <= raw_i ? 16'd1 : multiplier_i;
            sum_shift  <= raw_i ? 6'd0 : shift_i;
        end

    // 2: multiply the low half
    wire        sum_negative = sum[SUM_W-1];
    wire [31:0] magnitude    = sum[31:0] ^ {32{sum_negative}};  // less one if negative
    wire [31:0] low_product  = magnitude[15:0] * multiplier;
    wire [31:0] low_sum      = low_product + {16'd0, sum_negative ? multiplier : 16'd0};
    // Two registers: Yosys 0.23 takes the upper half alone into the DSP block of the next stage, and of a common one loses it there.
    reg [15:0]  low, low_carry;
    reg [15:0]  high_magnitude, high_multiplier;
    reg         low_negative;
    reg [5:0]   low_shift;
    always @(posedge clk_i)
        if (advance_i) begin
            low             <= low_sum[15:0];
            low_carry       <= low_sum[31:16];
            high_magnitude  <= magnitude[31:16];
            high_multiplier <= multiplier;
            low_negative    <= sum_negative;
            low_shift       <= sum_shift;
        end

    // 3: multiply the high half
    wire [31:0] high_product = high_magnitude * high_multiplier;
    reg [31:0]  product_high;
    reg [15:0]  product_low;
    reg         product_negative;
    reg [5:0]   shift;
    always @(posedge clk_i)
        if (advance_i) begin
            product_high     <= high_product + {16'd0, low_carry};
            product_low      <= low;
            product_negative <= low_negative;
            shift            <= low_shift;
        end

    // 4: shift. Of the quotient as many bits are kept as a result has, and the one below the point, which says whether to round up. A greater
    // one is beyond both clamps, whatever the zero point.
    wire [PRODUCT_W-1:0] product = {product_high, product_low};
    localparam KEPT_W = CONTAINER_W + 1;
    wire [PRODUCT_W:0] by_0  = {product, 1'b0};
    wire [PRODUCT_W:0] by_32 = shift[5] ? {32'd0, by_0[PRODUCT_W:32]} : by_0;
    wire [KEPT_W+14:0] by_16 = shift[4] ? by_32[16 +: KEPT_W+15] : by_32[0 +: KEPT_W+15];
    wire [KEPT_W+6:0]  by_8  = shift[3] ? by_16[8 +: KEPT_W+7] : by_16[0 +: KEPT_W+7];
    wire [KEPT_W+2:0]  by_4  = shift[2] ? by_8[4 +: KEPT_W+3] : by_8[0 +: KEPT_W+3];
    wire [KEPT_W:0]    by_2  = shift[1] ? by_4[2 +: KEPT_W+1] : by_4[0 +: KEPT_W+1];
    wire [KEPT_W-1:0]  by_1  = shift[0] ? by_2[1 +: KEPT_W] : by_2[0 +: KEPT_W];
    // What lies above the kept bits before each step of the shift, and is not shifted down into them.
    wire outside_32 = !shift[4] ? |by_32[PRODUCT_W:KEPT_W+15] : |by_32[PRODUCT_W:KEPT_W+31];
    wire outside    = outside_32 || (!shift[3] && |by_16[KEPT_W+14:KEPT_W+7]) || (!shift[2] && |by_8[KEPT_W+6:KEPT_W+3])
                   || (!shift[1] && |by_4[KEPT_W+2:KEPT_W+1]) || (!shift[0] && by_2[KEPT_W]);
    reg [31:0] scaled;    // ones' complement; with raw_i the low half of the product
    reg        up;        // to be added
    reg        far;
    reg        negative;
    always @(posedge clk_i)
        if (advance_i) begin
            scaled   <= {raw_i ? product[31:CONTAINER_W] : {(32-CONTAINER_W){1'b0}}, by_1[KEPT_W-1:1]} ^ {32{product_negative}};
            up       <= by_1[0] ^ product_negative;
            far      <= outside;
            negative <= product_negative;
        end

    // 5: sign and zero point
    localparam LEVEL_W = CONTAINER_W + 2;
    reg [31:0] level;
    reg        level_far, level_negative;
    always @(posedge clk_i)
        if (advance_i) begin
            level          <= scaled + {{(32-CONTAINER_W){zero_point_i[CONTAINER_W-1]}}, zero_point_i} + {31'd0, up};
            level_far      <= far;
            level_negative <= negative;
        end

    // 6: clamp
    wire signed [LEVEL_W-1:0] near  = level[LEVEL_W-1:0];
    wire signed [LEVEL_W-1:0] low_bound  = {{2{clamp_low_i[CONTAINER_W-1]}}, clamp_low_i};
    wire signed [LEVEL_W-1:0] high_bound = {{2{clamp_high_i[CONTAINER_W-1]}}, clamp_high_i};
    wire below = level_far ? level_negative : near < low_bound;
    wire above = level_far ? !level_negative : near > high_bound;
    always @(posedge clk_i)
        if (advance_i)
            result_o <= {level[31:CONTAINER_W], raw_i ? level[CONTAINER_W-1:0]
                                              : below ? clamp_low_i
                                              : above ? clamp_high_i
                                              : level[CONTAINER_W-1:0]};

endmodule

`default_nettype wire
