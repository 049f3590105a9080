// One output of the array: multiplies LANES weights with the activations their indices name and accumulates.
//
//   partial_sum <= (first ? 0 : partial_sum) + sum over lanes of weight * activation[index]      where valid
//
// Shapes, per step:  activations_i [BLOCK][ACTIVATION_W]   weights_i [LANES][WEIGHT_W]   indices_i [LANES][INDEX_W]
// All numbers are two's complement; the partial sum wraps at ACCUMULATOR_W.
// Latency: 1 clock, with LANES = 1 two (the product is registered, so that it falls into a DSP block).
// The forms are those that synthesis packs best: a feedback multiplexer instead of a load (the accumulator stays in the
// DSP block), explicit widening for dot products, data registers without reset.
`default_nettype none

module dot_product_unit #(
    parameter BLOCK         = 8,                             // activations in a block
    parameter LANES         = 4,                             // multipliers
    parameter ACTIVATION_W  = 8,
    parameter WEIGHT_W      = 8,
    parameter ACCUMULATOR_W = 32,
    parameter SELECT        = 1,                             // 0: lane l takes activation l, no multiplexers
    parameter ARITHMETIC    = 0,                             // 0: products widened by concatenation, 1: by context
    parameter INDEX_W       = BLOCK > 1 ? $clog2(BLOCK) : 1  // follows from BLOCK
) (
    input  wire                          clk_i,
    input  wire                          valid_i,
    input  wire                          first_i,
    input  wire [BLOCK*ACTIVATION_W-1:0] activations_i,
    input  wire [LANES*WEIGHT_W-1:0]     weights_i,
    input  wire [LANES*INDEX_W-1:0]      indices_i,
    output reg  [ACCUMULATOR_W-1:0]      partial_sum_o
);

    localparam PRODUCT_W = ACTIVATION_W + WEIGHT_W;

    wire [LANES*ACTIVATION_W-1:0] selected;

    activation_select #(
        .BLOCK(BLOCK),
        .LANES(LANES),
        .ACTIVATION_W(ACTIVATION_W),
        .SELECT(SELECT),
        .INDEX_W(INDEX_W)
    ) select (
        .activations_i(activations_i),
        .indices_i(indices_i),
        .selected_o(selected)
    );

    genvar l;
    generate
        if (LANES == 1) begin : gen_one_multiplier
            localparam WIDE_W = PRODUCT_W > ACCUMULATOR_W ? PRODUCT_W : ACCUMULATOR_W;

            reg signed [PRODUCT_W-1:0] product;
            reg                        valid;
            reg                        first;

            wire signed [ACTIVATION_W-1:0] activation = selected;
            wire signed [WEIGHT_W-1:0]     weight     = weights_i;

            always @(posedge clk_i) begin
                product <= activation * weight;
                valid   <= valid_i;
                first   <= first_i;
            end

            wire signed [ACCUMULATOR_W-1:0] feedback = first ? {ACCUMULATOR_W{1'b0}} : partial_sum_o;

            if (WIDE_W > ACCUMULATOR_W) begin : gen_narrow
                wire unused_high = &{1'b0, product[PRODUCT_W-1:ACCUMULATOR_W]};
                always @(posedge clk_i) if (valid) partial_sum_o <= feedback + product[ACCUMULATOR_W-1:0];
            end else if (ARITHMETIC == 0 && ACCUMULATOR_W > PRODUCT_W) begin : gen_concatenation
                wire [ACCUMULATOR_W-1:0] widened = {{(ACCUMULATOR_W-PRODUCT_W){product[PRODUCT_W-1]}}, product};
                always @(posedge clk_i) if (valid) partial_sum_o <= feedback + widened;
            end else begin : gen_context
                // WIDTH of widened: this form is meant to widen by context, which some tools pack best.
                /* verilator lint_off WIDTH */
                wire signed [ACCUMULATOR_W-1:0] widened = product;
                /* verilator lint_on WIDTH */
                always @(posedge clk_i) if (valid) partial_sum_o <= feedback + widened;
            end
        end else if (ARITHMETIC == 1) begin : gen_dot_product_in_context
            // One chain that starts at the accumulator: each product and its sum in a DSP block.
            reg signed [ACCUMULATOR_W-1:0] sum;
            reg signed [ACTIVATION_W-1:0]  activation;
            reg signed [WEIGHT_W-1:0]      weight;
            integer                        lane;
            always @* begin
                sum        = first_i ? {ACCUMULATOR_W{1'b0}} : partial_sum_o;
                activation = {ACTIVATION_W{1'b0}};
                weight     = {WEIGHT_W{1'b0}};
                for (lane = 0; lane < LANES; lane = lane + 1) begin
                    activation = selected[lane*ACTIVATION_W +: ACTIVATION_W];
                    weight     = weights_i[lane*WEIGHT_W +: WEIGHT_W];
                    // WIDTH of the product: this form is meant to widen by context, which some tools pack best.
                    /* verilator lint_off WIDTH */
                    sum = sum + activation * weight;
                    /* verilator lint_on WIDTH */
                end
            end
            always @(posedge clk_i) if (valid_i) partial_sum_o <= sum;
        end else begin : gen_dot_product
            // The widths at which no sum of LANES products overflows.
            localparam SUM_W = PRODUCT_W + $clog2(LANES);

            wire [LANES*SUM_W-1:0] widened;
            for (l = 0; l < LANES; l = l + 1) begin : gen_product
                wire signed [ACTIVATION_W-1:0] activation = selected[l*ACTIVATION_W +: ACTIVATION_W];
                wire signed [WEIGHT_W-1:0]     weight     = weights_i[l*WEIGHT_W +: WEIGHT_W];
                wire signed [PRODUCT_W-1:0]    product    = activation * weight;
                assign widened[l*SUM_W +: SUM_W] = {{(SUM_W-PRODUCT_W){product[PRODUCT_W-1]}}, product};
            end

            reg [SUM_W-1:0] sum;
            integer         lane;
            always @* begin
                sum = {SUM_W{1'b0}};
                for (lane = 0; lane < LANES; lane = lane + 1) sum = sum + widened[lane*SUM_W +: SUM_W];
            end

            wire [ACCUMULATOR_W-1:0] addend;
            if (ACCUMULATOR_W > SUM_W) begin : gen_widen
                assign addend = {{(ACCUMULATOR_W-SUM_W){sum[SUM_W-1]}}, sum};
            end else if (ACCUMULATOR_W == SUM_W) begin : gen_same
                assign addend = sum;
            end else begin : gen_narrow
                wire unused_high = &{1'b0, sum[SUM_W-1:ACCUMULATOR_W]};
                assign addend = sum[ACCUMULATOR_W-1:0];
            end

            wire [ACCUMULATOR_W-1:0] feedback = first_i ? {ACCUMULATOR_W{1'b0}} : partial_sum_o;
            always @(posedge clk_i) if (valid_i) partial_sum_o <= feedback + addend;
        end
    endgenerate

endmodule

`default_nettype wire
