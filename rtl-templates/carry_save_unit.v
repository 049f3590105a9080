// One output of the array, for standard cells and soft logic: all multiples of all lanes and the partial sum in one sum.
//
//   partial_sum <= (first ? 0 : partial_sum) + sum over lanes of weight * activation[index]      where valid
//
// Weights come as Booth digits (booth_recode). Each digit makes a row of ACTIVATION_W + 1 bits; every row stands for a number without
// sign, and what that leaves out is one constant. So no sign is extended, and synthesis builds one carry-save tree with a single carry chain at
// its end, where products, their sum and the accumulator would have one each.
//
// Shapes, per step:  activations_i [BLOCK][ACTIVATION_W]   digits_i [LANES][DIGITS]{two, one, negative}   indices_i [LANES][INDEX_W]
// All numbers are two's complement; the partial sum wraps at ACCUMULATOR_W.
// Latency: 1 clock.
`default_nettype none

module carry_save_unit #(
    parameter BLOCK         = 8,                             // activations in a block
    parameter LANES         = 4,                             // multipliers
    parameter ACTIVATION_W  = 8,
    parameter WEIGHT_W      = 8,
    parameter ACCUMULATOR_W = 32,
    parameter SELECT        = 1,                             // 0: lane l takes activation l, no multiplexers
    parameter INDEX_W       = BLOCK > 1 ? $clog2(BLOCK) : 1, // follows from BLOCK
    parameter DIGITS        = (WEIGHT_W + 1) / 2             // follows from WEIGHT_W
) (
    input  wire                          clk_i,
    input  wire                          valid_i,
    input  wire                          first_i,
    input  wire [BLOCK*ACTIVATION_W-1:0] activations_i,
    input  wire [LANES*DIGITS*3-1:0]     digits_i,
    input  wire [LANES*INDEX_W-1:0]      indices_i,
    output reg  [ACCUMULATOR_W-1:0]      partial_sum_o
);

    localparam ROW_W = ACTIVATION_W + 1;

    generate
        if (ACCUMULATOR_W < ACTIVATION_W + WEIGHT_W) begin : gen_invalid
            carry_save_unit_needs_ACCUMULATOR_W_of_at_least_one_product invalid_parameters ();
        end
    endgenerate

    // A row's sign bit counts -2^ACTIVATION_W. Inverted it counts +2^ACTIVATION_W, and that much too much.
    function [31:0] excess;
        input integer lanes;
        integer       digit;
        begin
            excess = 32'd0;
            for (digit = 0; digit < DIGITS; digit = digit + 1)
                excess = excess + (32'd1 << (ACTIVATION_W + 2*digit));
            excess = excess * lanes;
        end
    endfunction

    localparam [31:0] CORRECTION = 32'd0 - excess(LANES);

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

    reg [ACCUMULATOR_W-1:0] sum;
    reg [ACCUMULATOR_W-1:0] ones;      // what makes a complement a negative number
    reg [ACTIVATION_W-1:0]  activation;
    reg [ROW_W-1:0]         row;
    reg                     two, one, negative;
    integer                 lane;
    integer                 digit;
    always @* begin
        sum        = first_i ? {ACCUMULATOR_W{1'b0}} : partial_sum_o;
        ones       = {ACCUMULATOR_W{1'b0}};
        activation = {ACTIVATION_W{1'b0}};
        row        = {ROW_W{1'b0}};
        {two, one, negative} = 3'd0;
        for (lane = 0; lane < LANES; lane = lane + 1) begin
            activation = selected[lane*ACTIVATION_W +: ACTIVATION_W];
            ones       = {ACCUMULATOR_W{1'b0}};
            for (digit = 0; digit < DIGITS; digit = digit + 1) begin
                {two, one, negative} = digits_i[(lane*DIGITS + digit)*3 +: 3];
                row = (({ROW_W{one}} & {activation[ACTIVATION_W-1], activation}) | ({ROW_W{two}} & {activation, 1'b0}))
                    ^ {!negative, {ACTIVATION_W{negative}}};
                sum = sum + ({{(ACCUMULATOR_W-ROW_W){1'b0}}, row} << (2*digit));
                ones[2*digit] = negative;
            end
            sum = sum + ones;
        end
        sum = sum + CORRECTION[ACCUMULATOR_W-1:0];
    end

    always @(posedge clk_i) if (valid_i) partial_sum_o <= sum;

endmodule

`default_nettype wire
