// Requantizes one partial sum: bias, multiply, round, shift, zero point, clamp.
//
//   v = partial_sum + bias                                                       (exact)
//   out = raw ? v modulo 2^32 : clamp(round(v * multiplier / 2^shift) + zero_point, clamp_low, clamp_high)
//   round: half away from zero
//
// Shapes:  partial_sum_i [ACCUMULATOR_W] signed, bias_i [32] signed, multiplier_i [16] unsigned, shift_i [6] unsigned,
//          zero_point_i, clamp_low_i, clamp_high_i [16] signed; result_o [32] signed
// Latency: 4 clocks while advance_i is high; nothing moves while it is low.
`default_nettype none

module requantize #(
    parameter ACCUMULATOR_W = 32
) (
    input  wire                     clk_i,
    input  wire                     advance_i,
    input  wire [ACCUMULATOR_W-1:0] partial_sum_i,
    input  wire [31:0]              bias_i,
    input  wire [15:0]              multiplier_i,
    input  wire [5:0]               shift_i,
    input  wire                     raw_i,
    input  wire [15:0]              zero_point_i,
    input  wire [15:0]              clamp_low_i,
    input  wire [15:0]              clamp_high_i,
    output reg  [31:0]              result_o
);

    localparam SUM_W     = 33;
    localparam PRODUCT_W = SUM_W + 16;

    // 1: bias
    reg [SUM_W-1:0] sum;
    reg [15:0]      multiplier;
    reg [5:0]       sum_shift;
    wire [SUM_W-1:0] wide_partial_sum = {{(SUM_W-ACCUMULATOR_W){partial_sum_i[ACCUMULATOR_W-1]}}, partial_sum_i};
    always @(posedge clk_i)
        if (advance_i) begin
            sum        <= wide_partial_sum + {bias_i[31], bias_i};
            multiplier <= multiplier_i;
            sum_shift  <= shift_i;
        end

    // 2: multiply
    wire signed [SUM_W-1:0] signed_sum        = sum;
    wire signed [16:0]      signed_multiplier = {1'b0, multiplier};
    wire signed [SUM_W+16:0] full_product     = signed_sum * signed_multiplier;
    wire unused_sign = &{1'b0, full_product[SUM_W+16]};
    reg [PRODUCT_W-1:0] product;
    reg [5:0]           shift;
    reg [31:0]          product_raw;
    always @(posedge clk_i)
        if (advance_i) begin
            product     <= full_product[PRODUCT_W-1:0];
            shift       <= sum_shift;
            product_raw <= sum[31:0];
        end

    // 3: add half (one less for negative numbers, so that a half goes away from zero), shift
    localparam ROUND_W = 65;
    wire [ROUND_W-1:0] wide_product = {{(ROUND_W-PRODUCT_W){product[PRODUCT_W-1]}}, product};
    wire [ROUND_W-1:0] half = ({{(ROUND_W-1){1'b0}}, 1'b1} << shift) >> 1;
    wire               down = product[PRODUCT_W-1] && shift != 6'd0;
    wire [ROUND_W-1:0] biased = wide_product + half - {{(ROUND_W-1){1'b0}}, down};
    wire signed [ROUND_W-1:0] signed_biased = biased;
    wire signed [ROUND_W-1:0] rounded = signed_biased >>> shift;
    reg [PRODUCT_W-1:0] scaled;
    reg [31:0]          scaled_raw;
    wire unused_rounded = &{1'b0, rounded[ROUND_W-1:PRODUCT_W]};
    always @(posedge clk_i)
        if (advance_i) begin
            scaled     <= rounded[PRODUCT_W-1:0];
            scaled_raw <= product_raw;
        end

    // 4: zero point, clamp
    localparam LEVEL_W = PRODUCT_W + 1;
    wire signed [LEVEL_W-1:0] level = $signed({scaled[PRODUCT_W-1], scaled})
                                    + $signed({{(LEVEL_W-16){zero_point_i[15]}}, zero_point_i});
    wire signed [LEVEL_W-1:0] low   = $signed({{(LEVEL_W-16){clamp_low_i[15]}}, clamp_low_i});
    wire signed [LEVEL_W-1:0] high  = $signed({{(LEVEL_W-16){clamp_high_i[15]}}, clamp_high_i});
    wire [31:0] clamped = level < low  ? {{16{clamp_low_i[15]}}, clamp_low_i}
                        : level > high ? {{16{clamp_high_i[15]}}, clamp_high_i}
                        : level[31:0];
    always @(posedge clk_i) if (advance_i) result_o <= raw_i ? scaled_raw : clamped;

endmodule

`default_nettype wire
