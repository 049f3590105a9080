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
            // Raw is a multiplication by 1.
            multiplier <= raw_i ? 16'd1 : multiplier_i;
            sum_shift  <= raw_i ? 6'd0 : shift_i;
        end

    // 2: multiply, in two halves of 16 bits that fit a DSP block each; the sign bit stands for -multiplier * 2^32
    wire [31:0] low_product  = sum[15:0] * multiplier;
    wire [31:0] high_product = sum[31:16] * multiplier;
    wire [16:0] sign_product = {1'b0, sum[SUM_W-1] ? multiplier : 16'd0};
    wire [PRODUCT_W-1:0] full_product = {{17'd0, low_product} + {1'b0, high_product, 16'd0}} - {sign_product, 32'd0};
    reg [PRODUCT_W-1:0] product;
    reg [5:0]           shift;
    always @(posedge clk_i)
        if (advance_i) begin
            product     <= full_product;
            shift       <= sum_shift;
        end

    // 3: shift. The bit below the point says whether to round up; for a negative number one less first, so that a half goes away from zero.
    // 32 bits and the one below the point are kept; what goes beyond them, as each stage needs fewer, must be copies of the sign.
    wire                 sign  = product[PRODUCT_W-1];
    wire                 down  = sign && shift != 6'd0;
    wire [PRODUCT_W-1:0] lower = product - {{(PRODUCT_W-1){1'b0}}, down};
    wire [PRODUCT_W:0] by_0  = {lower, 1'b0};
    wire [PRODUCT_W:0] by_32 = shift[5] ? {{32{sign}}, by_0[PRODUCT_W:32]} : by_0;
    wire [47:0] by_16 = shift[4] ? {{14{sign}}, by_32[PRODUCT_W:16]} : by_32[47:0];
    wire [39:0] by_8  = shift[3] ? by_16[47:8] : by_16[39:0];
    wire [35:0] by_4  = shift[2] ? by_8[39:4] : by_8[35:0];
    wire [33:0] by_2  = shift[1] ? by_4[35:2] : by_4[33:0];
    wire [32:0] by_1  = shift[0] ? by_2[33:1] : by_2[32:0];
    wire outside = (!shift[4] && by_32[PRODUCT_W:48] != {(PRODUCT_W-47){sign}}) || (!shift[3] && by_16[47:40] != {8{sign}})
                || (!shift[2] && by_8[39:36] != {4{sign}}) || (!shift[1] && by_4[35:34] != {2{sign}}) || (!shift[0] && by_2[33] != sign);
    reg [31:0] scaled;
    reg        up;
    reg        far;       // not in 18 bits
    reg        negative;
    always @(posedge clk_i)
        if (advance_i) begin
            scaled   <= by_1[32:1];
            up       <= by_1[0];
            far      <= outside || by_1[32:18] != {15{sign}};
            negative <= sign;
        end

    // 4: zero point, clamp. A number beyond 18 bits is beyond both clamps, whatever the zero point: only its sign counts.
    localparam LEVEL_W = 20;
    wire signed [LEVEL_W-1:0] near  = $signed(far ? {{3{negative}}, {17{!negative}}} : {{2{scaled[17]}}, scaled[17:0]});
    wire signed [LEVEL_W-1:0] level = near + $signed({{(LEVEL_W-16){zero_point_i[15]}}, zero_point_i})
                                    + $signed({{(LEVEL_W-1){1'b0}}, up});
    wire signed [LEVEL_W-1:0] low   = $signed({{(LEVEL_W-16){clamp_low_i[15]}}, clamp_low_i});
    wire signed [LEVEL_W-1:0] high  = $signed({{(LEVEL_W-16){clamp_high_i[15]}}, clamp_high_i});
    wire [31:0] clamped = level < low  ? {{16{clamp_low_i[15]}}, clamp_low_i}
                        : level > high ? {{16{clamp_high_i[15]}}, clamp_high_i}
                        : {{(32-LEVEL_W){level[LEVEL_W-1]}}, level};
    always @(posedge clk_i) if (advance_i) result_o <= raw_i ? scaled : clamped;

endmodule

`default_nettype wire
