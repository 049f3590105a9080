// The products of all lanes and a partial sum in one sum, for standard cells and soft logic.
//
//   sum = addend + sum over lanes of weight * activation
//
// Weights come as Booth digits (booth_recode). Each digit makes a row of ACTIVATION_W + 1 bits; every row stands for a number without
// sign, and what that leaves out is one constant. So no sign is extended, and synthesis builds one carry-save tree with a single carry chain at
// its end, where products, their sum and the accumulator would have one each.
//
// Shapes, per step:  activations_i [LANES][ACTIVATION_W]   digits_i [LANES][DIGITS]{two, one, negative}
// All numbers are two's complement; the sum wraps at ACCUMULATOR_W.
// Latency: 0 clocks.
`default_nettype none

module carry_save_sum #(
    parameter LANES         = 4,                 // multipliers
    parameter ACTIVATION_W  = 8,
    parameter WEIGHT_W      = 8,
    parameter ACCUMULATOR_W = 32,
    parameter DIGITS        = (WEIGHT_W + 1) / 2 // follows from WEIGHT_W
) (
    input  wire [LANES*ACTIVATION_W-1:0] activations_i,
    input  wire [LANES*DIGITS*3-1:0]     digits_i,
    input  wire [ACCUMULATOR_W-1:0]      addend_i,
    output wire [ACCUMULATOR_W-1:0]      sum_o
);

    localparam ROW_W = ACTIVATION_W + 1;

    generate
        if (ACCUMULATOR_W < ACTIVATION_W + WEIGHT_W) begin : gen_invalid
            carry_save_sum_needs_ACCUMULATOR_W_of_at_least_one_product invalid_parameters ();
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

    reg [ACCUMULATOR_W-1:0] sum;
    reg [ACCUMULATOR_W-1:0] ones;      // what makes a complement a negative number
    reg [ACTIVATION_W-1:0]  activation;
    reg [ROW_W-1:0]         row;
    reg                     two, one, negative;
    integer                 lane;
    integer                 digit;
    always @* begin
        sum        = addend_i;
        ones       = {ACCUMULATOR_W{1'b0}};
        activation = {ACTIVATION_W{1'b0}};
        row        = {ROW_W{1'b0}};
        {two, one, negative} = 3'd0;
        for (lane = 0; lane < LANES; lane = lane + 1) begin
            activation = activations_i[lane*ACTIVATION_W +: ACTIVATION_W];
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

    assign sum_o = sum;

endmodule

`default_nettype wire
