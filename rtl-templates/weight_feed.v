// Weight memory of one mesh column and the decoder of its metadata.
//
// The read command of column q is that of column q-1 one clock later, which gives the skew the mesh expects; it is
// handed on at command_o.
//
// Shapes:  write_data_i [TILE_COLUMNS]{metadata [METADATA_W], weights [LANES][WEIGHT_W]}, weights in the low bits
//          weights_o [TILE_COLUMNS][LANES][WEIGHT_W]    indices_o [TILE_COLUMNS][LANES][INDEX_W]
// Command: {first step of a block, valid, address [ADDRESS_W]}.
// Latency: 1 clock from command_i to weights_o.
`default_nettype none

module weight_feed #(
    parameter TILE_COLUMNS = 2,
    parameter BLOCK        = 8,
    parameter LANES        = 4,
    parameter WEIGHT_W     = 8,
    parameter METADATA     = 2,                              // coding, see metadata_decode
    parameter DEPTH        = 256,                            // words
    parameter PRELOAD      = 0,                              // 1: the memory starts with the words of FILE
    parameter FILE         = "weights_00.mem",
    parameter INDEX_W      = BLOCK > 1 ? $clog2(BLOCK) : 1,  // follows from BLOCK
    parameter METADATA_W   = METADATA == 1 ? LANES*INDEX_W : METADATA == 2 ? BLOCK : 0,  // follows
    parameter ADDRESS_W    = DEPTH > 1 ? $clog2(DEPTH) : 1,  // follows from DEPTH
    parameter WORD_W       = TILE_COLUMNS*(LANES*WEIGHT_W + METADATA_W)                  // follows
) (
    input  wire                                   clk_i,
    input  wire                                   rst_i,
    input  wire                                   write_enable_i,
    input  wire [ADDRESS_W-1:0]                   write_address_i,
    input  wire [WORD_W-1:0]                      write_data_i,
    input  wire [ADDRESS_W+1:0]                   command_i,
    output reg  [ADDRESS_W+1:0]                   command_o,
    output wire [TILE_COLUMNS*LANES*WEIGHT_W-1:0] weights_o,
    output wire [TILE_COLUMNS*LANES*INDEX_W-1:0]  indices_o
);

    localparam FIELD_W = LANES*WEIGHT_W + METADATA_W;

    wire [WORD_W-1:0] word;

    ram_simple_dual_port #(.WIDTH(WORD_W), .DEPTH(DEPTH), .PRELOAD(PRELOAD), .FILE(FILE)) memory (
        .clk_i(clk_i),
        .write_enable_i(write_enable_i),
        .write_address_i(write_address_i),
        .write_data_i(write_data_i),
        .read_enable_i(command_i[ADDRESS_W]),
        .read_address_i(command_i[ADDRESS_W-1:0]),
        .read_data_o(word)
    );

    // Also the command that goes with the word at the output of the memory.
    always @(posedge clk_i) begin
        command_o[ADDRESS_W-1:0] <= command_i[ADDRESS_W-1:0];
        command_o[ADDRESS_W+1:ADDRESS_W] <= rst_i ? 2'b0 : command_i[ADDRESS_W+1:ADDRESS_W];
    end

    genvar c;
    generate
        for (c = 0; c < TILE_COLUMNS; c = c + 1) begin : gen_column
            wire [FIELD_W-1:0] field = word[c*FIELD_W +: FIELD_W];
            assign weights_o[c*LANES*WEIGHT_W +: LANES*WEIGHT_W] = field[LANES*WEIGHT_W-1:0];

            // A coding without metadata still has one input bit, tied to 0.
            localparam DECODE_W = METADATA_W > 0 ? METADATA_W : 1;
            wire [DECODE_W-1:0] metadata;
            if (METADATA_W > 0) begin : gen_metadata
                assign metadata = field[FIELD_W-1 -: DECODE_W];
            end else begin : gen_none
                assign metadata = 1'b0;
            end

            metadata_decode #(
                .METADATA(METADATA),
                .BLOCK(BLOCK),
                .LANES(LANES),
                .INDEX_W(INDEX_W),
                .METADATA_W(DECODE_W)
            ) decode (
                .clk_i(clk_i),
                .valid_i(command_o[ADDRESS_W]),
                .block_first_i(command_o[ADDRESS_W+1]),
                .metadata_i(metadata),
                .indices_o(indices_o[c*LANES*INDEX_W +: LANES*INDEX_W])
            );
        end
    endgenerate

endmodule

`default_nettype wire
