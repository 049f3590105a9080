// Takes the results of the mesh tile by tile and holds two tiles for the output side.
//
// last_i says that the last step of a tile enters the mesh. From there everything is counted: when the bottom row holds the tile, the
// chain shifts for M_TILE clocks (shift_o, one bit for each mesh row, to be sent along the row), and each column's bottom row is
// written into that column's memory, one clock later than the column to its left. Two calls of last_i are at least M_TILE
// clocks apart, and at most two tiles are unread: the caller sees to both.
//
// Shapes:  drain_i [MESH_COLUMNS][TILE_COLUMNS][ACCUMULATOR_W]    row_o the same, one row of the tile (m ascending)
// Latency: row_written_o pulses when a whole row can be read; row_o 1 clock after row_read_i.
`default_nettype none

module drain_buffer #(
    parameter TILE_ROWS     = 1,
    parameter TILE_COLUMNS  = 1,
    parameter MESH_ROWS     = 2,
    parameter MESH_COLUMNS  = 2,
    parameter ACCUMULATOR_W = 32,
    parameter START_LATENCY = 5,                      // clocks from last_i to the first shift_o, see gemm_array
    parameter ADDRESS_W     = $clog2(2*TILE_ROWS*MESH_ROWS)  // follows
) (
    input  wire                                               clk_i,
    input  wire                                               rst_i,
    input  wire                                               last_i,
    output wire [MESH_ROWS-1:0]                               shift_o,
    input  wire [MESH_COLUMNS*TILE_COLUMNS*ACCUMULATOR_W-1:0] drain_i,
    output wire                                               row_written_o,
    input  wire                                               row_read_i,
    input  wire [ADDRESS_W-1:0]                               row_address_i,
    output wire [MESH_COLUMNS*TILE_COLUMNS*ACCUMULATOR_W-1:0] row_o
);

    localparam M_TILE  = TILE_ROWS * MESH_ROWS;
    localparam COUNT_W = M_TILE > 1 ? $clog2(M_TILE) : 1;
    localparam DRAIN_W = TILE_COLUMNS * ACCUMULATOR_W;
    localparam [31:0] LAST_ROW     = M_TILE - 1;
    localparam [31:0] LAST_ADDRESS = 2*M_TILE - 1;

    wire start;
    delay_line #(.WIDTH(1), .CLOCKS(START_LATENCY)) start_delay (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .data_i(last_i),
        .data_o(start)
    );

    // The window: M_TILE clocks from start on, counted from 0.
    reg                running;
    reg  [COUNT_W-1:0] next_count;
    wire               active = start || running;
    wire [COUNT_W-1:0] count  = start ? {COUNT_W{1'b0}} : next_count;

    always @(posedge clk_i) begin
        if (rst_i) running <= 1'b0;
        else running <= active && count != LAST_ROW[COUNT_W-1:0];
        next_count <= count + 1'b1;
    end

    // Mesh row r passes on its own rows and those of the r mesh rows above it.
    genvar r, q;
    generate
        for (r = 0; r < MESH_ROWS; r = r + 1) begin : gen_shift
            localparam [31:0] SHIFTS = TILE_ROWS*(r + 1) - 1;
            if (TILE_ROWS*(r + 1) == 1) begin : gen_never
                assign shift_o[r] = 1'b0;
            end else begin : gen_window
                assign shift_o[r] = active && count < SHIFTS[COUNT_W-1:0];
            end
        end
    endgenerate

    // The window reaches the bottom of column q after q + 1 clocks.
    wire [MESH_COLUMNS-1:0] written;
    generate
        for (q = 0; q < MESH_COLUMNS; q = q + 1) begin : gen_column
            reg                 write;
            reg [ADDRESS_W-1:0] address;

            if (q == 0) begin : gen_first
                always @(posedge clk_i) begin
                    write <= !rst_i && active;
                    if (rst_i) address <= LAST_ADDRESS[ADDRESS_W-1:0];
                    else if (active)
                        address <= address == LAST_ADDRESS[ADDRESS_W-1:0] ? {ADDRESS_W{1'b0}} : address + 1'b1;
                end
            end else begin : gen_next
                always @(posedge clk_i) begin
                    write   <= !rst_i && gen_column[q-1].write;
                    address <= gen_column[q-1].address;
                end
            end

            assign written[q] = write;

            ram_simple_dual_port #(.WIDTH(DRAIN_W), .DEPTH(2*M_TILE)) memory (
                .clk_i(clk_i),
                .write_enable_i(write),
                .write_address_i(address),
                .write_data_i(drain_i[q*DRAIN_W +: DRAIN_W]),
                .read_enable_i(row_read_i),
                .read_address_i(row_address_i),
                .read_data_o(row_o[q*DRAIN_W +: DRAIN_W])
            );
        end
    endgenerate

    wire unused_written = &{1'b0, written};
    assign row_written_o = written[MESH_COLUMNS-1];

endmodule

`default_nettype wire
