// Tells how long nothing has moved: a stream stands still, a line is silent.
`default_nettype none

module idle_timer #(
    parameter STALL_W   = 12,  // 5 or more, less than SILENCE_W
    parameter SILENCE_W = 20
) (
    input  wire clk_i,
    input  wire rst_i,
    input  wire moves_i,
    output wire paused_o,   // 16 clocks
    output wire stalled_o,  // 2^STALL_W clocks
    output wire silent_o    // 2^SILENCE_W clocks
);

    generate
        if (STALL_W < 5 || STALL_W >= SILENCE_W) begin : gen_invalid
            idle_timer_needs_STALL_W_of_at_least_5_and_less_than_SILENCE_W invalid_parameters ();
        end
    endgenerate

    reg [SILENCE_W:0] clocks;
    assign paused_o  = clocks[4];
    assign stalled_o = clocks[STALL_W];
    assign silent_o  = clocks[SILENCE_W];

    always @(posedge clk_i)
        if (rst_i || moves_i) clocks <= {(SILENCE_W+1){1'b0}};
        else clocks <= clocks + 1'b1;

endmodule

`default_nettype wire
