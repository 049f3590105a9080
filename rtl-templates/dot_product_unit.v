// One output of the array: multiplies LANES weights with as many activations and accumulates.
//
//   sum = partial_sum + sum over lanes of weight * activation;   partial_sum <= sum where valid, 0 in front of a first step
//
// Shapes, per step:  activations_i [LANES][ACTIVATION_W]   weights_i [LANES][FACTOR_W]: a weight, or its Booth digits (booth_recode)
// All numbers are two's complement; the sum wraps at ACCUMULATOR_W.
// Latency: sum_o holds a step's sum in the clock of the step, with one multiplier from two clocks later to the next step's.
// The forms are those that synthesis packs best. With several multipliers the clock before a first step clears the partial sum: a reset, which
// flip-flops and the input registers of DSP blocks have, where a multiplexer in the feedback takes a table a bit. One multiplier has its product in a
// register and its accumulator behind it, both inside the DSP block, where the multiplexer is.
`default_nettype none

module dot_product_unit #(
    parameter LANES         = 4,                 // multipliers
    parameter ACTIVATION_W  = 8,
    parameter WEIGHT_W      = 8,
    parameter ACCUMULATOR_W = 32,
    parameter ARITHMETIC    = 0,                 // products widened 0: by concatenation, 1: by context; 2: one carry-save tree
    parameter FACTOR_W      = ARITHMETIC == 2 ? (WEIGHT_W + 1) / 2 * 3 : WEIGHT_W  // follows
) (
    input  wire                          clk_i,
    input  wire                          valid_i,
    input  wire                          first_i,       // the step is the first of its tile
    input  wire                          next_first_i,  // the next clock's step is
    input  wire [LANES*ACTIVATION_W-1:0] activations_i,
    input  wire [LANES*FACTOR_W-1:0]     weights_i,
    output wire [ACCUMULATOR_W-1:0]      sum_o
);

    localparam PRODUCT_W = ACTIVATION_W + WEIGHT_W;

    reg [ACCUMULATOR_W-1:0] partial_sum;

    genvar l;
    generate
        if (LANES == 1 && ARITHMETIC != 2) begin : gen_one_multiplier
            localparam WIDE_W = PRODUCT_W > ACCUMULATOR_W ? PRODUCT_W : ACCUMULATOR_W;

            reg signed [PRODUCT_W-1:0] product;
            reg                        valid;
            reg                        first;

            wire unused_next_first = next_first_i;
            assign sum_o = partial_sum;

            wire signed [ACTIVATION_W-1:0] activation = activations_i;
            wire signed [WEIGHT_W-1:0]     weight     = weights_i;

            always @(posedge clk_i) begin
                product <= activation * weight;
                valid   <= valid_i;
                first   <= first_i;
            end

            wire signed [ACCUMULATOR_W-1:0] feedback = first ? {ACCUMULATOR_W{1'b0}} : partial_sum;

            if (WIDE_W > ACCUMULATOR_W) begin : gen_narrow
                wire unused_high = &{1'b0, product[PRODUCT_W-1:ACCUMULATOR_W]};
                always @(posedge clk_i) if (valid) partial_sum <= feedback + product[ACCUMULATOR_W-1:0];
            end else if (ARITHMETIC == 0 && ACCUMULATOR_W > PRODUCT_W) begin : gen_concatenation
                wire [ACCUMULATOR_W-1:0] widened = {{(ACCUMULATOR_W-PRODUCT_W){product[PRODUCT_W-1]}}, product};
                always @(posedge clk_i) if (valid) partial_sum <= feedback + widened;
            end else begin : gen_context
                // WIDTH of widened: this form is meant to widen by context, which some tools pack best.
                /* verilator lint_off WIDTH */
                wire signed [ACCUMULATOR_W-1:0] widened = product;
                /* verilator lint_on WIDTH */
                always @(posedge clk_i) if (valid) partial_sum <= feedback + widened;
            end
        end else begin : gen_dot_product
            wire unused_first = first_i;

            always @(posedge clk_i)
                if (next_first_i) partial_sum <= {ACCUMULATOR_W{1'b0}};
                else if (valid_i) partial_sum <= sum_o;

            if (ARITHMETIC == 2) begin : gen_carry_save
                carry_save_sum #(
                    .LANES(LANES),
                    .ACTIVATION_W(ACTIVATION_W),
                    .WEIGHT_W(WEIGHT_W),
                    .ACCUMULATOR_W(ACCUMULATOR_W)
                ) tree (
                    .activations_i(activations_i),
                    .digits_i(weights_i),
                    .addend_i(partial_sum),
                    .sum_o(sum_o)
                );
            end else if (ARITHMETIC == 1) begin : gen_context
                // One chain that starts at the accumulator: each product and its sum in a DSP block.
                reg signed [ACCUMULATOR_W-1:0] chain;
                reg signed [ACTIVATION_W-1:0]  activation;
                reg signed [WEIGHT_W-1:0]      weight;
                integer                        lane;
                always @* begin
                    chain      = partial_sum;
                    activation = {ACTIVATION_W{1'b0}};
                    weight     = {WEIGHT_W{1'b0}};
                    for (lane = 0; lane < LANES; lane = lane + 1) begin
                        activation = activations_i[lane*ACTIVATION_W +: ACTIVATION_W];
                        weight     = weights_i[lane*WEIGHT_W +: WEIGHT_W];
                        // WIDTH of the product: this form is meant to widen by context, which some tools pack best.
                        /* verilator lint_off WIDTH */
                        chain = chain + activation * weight;
                        /* verilator lint_on WIDTH */
                    end
                end
                assign sum_o = chain;
            end else begin : gen_concatenation
                // The widths at which no sum of LANES products overflows.
                localparam SUM_W = PRODUCT_W + $clog2(LANES);

                wire [LANES*SUM_W-1:0] widened;
                for (l = 0; l < LANES; l = l + 1) begin : gen_product
                    wire signed [ACTIVATION_W-1:0] activation = activations_i[l*ACTIVATION_W +: ACTIVATION_W];
                    wire signed [WEIGHT_W-1:0]     weight     = weights_i[l*WEIGHT_W +: WEIGHT_W];
                    wire signed [PRODUCT_W-1:0]    product    = activation * weight;
                    assign widened[l*SUM_W +: SUM_W] = {{(SUM_W-PRODUCT_W){product[PRODUCT_W-1]}}, product};
                end

                reg [SUM_W-1:0] products;
                integer         lane;
                always @* begin
                    products = {SUM_W{1'b0}};
                    for (lane = 0; lane < LANES; lane = lane + 1) products = products + widened[lane*SUM_W +: SUM_W];
                end

                if (ACCUMULATOR_W > SUM_W) begin : gen_widen
                    assign sum_o = partial_sum + {{(ACCUMULATOR_W-SUM_W){products[SUM_W-1]}}, products};
                end else if (ACCUMULATOR_W == SUM_W) begin : gen_same
                    assign sum_o = partial_sum + products;
                end else begin : gen_narrow
                    wire unused_high = &{1'b0, products[SUM_W-1:ACCUMULATOR_W]};
                    assign sum_o = partial_sum + products[ACCUMULATOR_W-1:0];
                end
            end
        end
    endgenerate

endmodule

`default_nettype wire
