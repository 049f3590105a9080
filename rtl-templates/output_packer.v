// Packs results into the output stream: one container each, or one 32-bit word each in raw mode.
//
// Shapes:  results_i [OUTPUT_LANES][32], low container in use unless raw    tdata_o OUTPUT_LANES*32 bits
// With last_i the beat is closed and carries tlast and a partial tkeep.
// Latency: 1 clock; no path from tready_i to an output but ready_o.
`default_nettype none

module output_packer #(
    parameter OUTPUT_LANES = 2,  // results per clock
    parameter CONTAINER_W  = 8   // 8 or 16
) (
    input  wire                       clk_i,
    input  wire                       rst_i,
    input  wire                       valid_i,
    output wire                       ready_o,
    input  wire                       raw_i,
    input  wire                       last_i,
    input  wire [OUTPUT_LANES*32-1:0] results_i,
    output reg                        tvalid_o,
    input  wire                       tready_i,
    output reg  [OUTPUT_LANES*32-1:0] tdata_o,
    output reg  [OUTPUT_LANES*4-1:0]  tkeep_o,
    output reg                        tlast_o
);

    localparam PARTS  = 32 / CONTAINER_W;           // groups of containers in a beat
    localparam PART_W = OUTPUT_LANES * CONTAINER_W;
    localparam PART_B = PART_W / 8;
    localparam COUNT_W = $clog2(PARTS);
    localparam [COUNT_W-1:0] LAST_PART = {COUNT_W{1'b1}};

    wire [PART_W-1:0] part;
    genvar d;
    generate
        for (d = 0; d < OUTPUT_LANES; d = d + 1) begin : gen_lane
            assign part[d*CONTAINER_W +: CONTAINER_W] = results_i[d*32 +: CONTAINER_W];
        end
    endgenerate

    reg [COUNT_W-1:0]         count;
    reg [PARTS*PART_W-1:0]    stored;
    reg [PARTS*PART_W-1:0]    filled;
    reg [PARTS*PART_B-1:0]    filled_keep;
    integer                   p;

    wire accept = valid_i && ready_o;
    wire emit   = accept && (raw_i || last_i || count == LAST_PART);

    assign ready_o = !tvalid_o || tready_i;

    always @* begin
        filled      = stored;
        filled_keep = {(PARTS*PART_B){1'b0}};
        for (p = 0; p < PARTS; p = p + 1) begin
            if (p[COUNT_W-1:0] == count) filled[p*PART_W +: PART_W] = part;
            if (p[COUNT_W-1:0] > count) filled[p*PART_W +: PART_W] = {PART_W{1'b0}};
            if (p[COUNT_W-1:0] <= count) filled_keep[p*PART_B +: PART_B] = {PART_B{1'b1}};
        end
    end

    always @(posedge clk_i) begin
        if (rst_i) begin
            tvalid_o <= 1'b0;
            count    <= {COUNT_W{1'b0}};
        end else begin
            if (ready_o) tvalid_o <= emit;
            if (accept) count <= emit ? {COUNT_W{1'b0}} : count + 1'b1;
        end
    end

    always @(posedge clk_i) begin
        if (accept) stored <= filled;
        if (emit) begin
            tdata_o <= raw_i ? results_i : filled;
            tkeep_o <= raw_i ? {(OUTPUT_LANES*4){1'b1}} : filled_keep;
            tlast_o <= last_i;
        end
    end

endmodule

`default_nettype wire
