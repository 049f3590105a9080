// Activation memory of one mesh row: two banks of DEPTH words, a word is a K-block for each tile row.
//
// The read command of row r is that of row r-1 one clock later, which gives the skew the mesh expects; it is handed on
// at command_o. A block is read in its first step and stays at the output for the others.
//
// Shapes:  write_data_i, activations_o [TILE_ROWS][BLOCK][ACTIVATION_W]
// Command: {read, address [ADDRESS_W]}; the second bank starts at address DEPTH.
// Latency: 1 clock from command_i to activations_o.
`default_nettype none

module activation_feed #(
    parameter TILE_ROWS    = 2,
    parameter BLOCK        = 8,
    parameter ACTIVATION_W = 8,
    parameter DEPTH        = 64,                            // words in a bank
    parameter ADDRESS_W    = $clog2(2*DEPTH)                // follows from DEPTH
) (
    input  wire                                    clk_i,
    input  wire                                    rst_i,
    input  wire                                    write_enable_i,
    input  wire [ADDRESS_W-1:0]                    write_address_i,
    input  wire [TILE_ROWS*BLOCK*ACTIVATION_W-1:0] write_data_i,
    input  wire [ADDRESS_W:0]                      command_i,
    output reg  [ADDRESS_W:0]                      command_o,
    output wire [TILE_ROWS*BLOCK*ACTIVATION_W-1:0] activations_o
);

    ram_simple_dual_port #(.WIDTH(TILE_ROWS*BLOCK*ACTIVATION_W), .DEPTH(2*DEPTH)) memory (
        .clk_i(clk_i),
        .write_enable_i(write_enable_i),
        .write_address_i(write_address_i),
        .write_data_i(write_data_i),
        .read_enable_i(command_i[ADDRESS_W]),
        .read_address_i(command_i[ADDRESS_W-1:0]),
        .read_data_o(activations_o)
    );

    always @(posedge clk_i) begin
        command_o[ADDRESS_W-1:0] <= command_i[ADDRESS_W-1:0];
        command_o[ADDRESS_W] <= rst_i ? 1'b0 : command_i[ADDRESS_W];
    end

endmodule

`default_nettype wire
