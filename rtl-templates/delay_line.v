// Delays a signal by CLOCKS clocks. CLOCKS = 0 is a wire.
`default_nettype none

module delay_line #(
    parameter WIDTH  = 1,  // bits
    parameter CLOCKS = 4   // delay
) (
    input  wire             clk_i,
    input  wire             rst_i,
    input  wire [WIDTH-1:0] data_i,
    output wire [WIDTH-1:0] data_o
);

    generate
        if (CLOCKS == 0) begin : gen_wire
            wire unused_control = &{1'b0, clk_i, rst_i};
            assign data_o = data_i;
        end else begin : gen_registers
            reg [CLOCKS*WIDTH-1:0] stages;
            assign data_o = stages[CLOCKS*WIDTH-1 -: WIDTH];

            if (CLOCKS == 1) begin : gen_one
                always @(posedge clk_i) stages <= rst_i ? {WIDTH{1'b0}} : data_i;
            end else begin : gen_many
                always @(posedge clk_i)
                    stages <= rst_i ? {(CLOCKS*WIDTH){1'b0}} : {stages[(CLOCKS-1)*WIDTH-1:0], data_i};
            end
        end
    endgenerate

endmodule

`default_nettype wire
