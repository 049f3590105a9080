// Fills the activation banks from the activation stream, an M-tile at a time, the two banks in turn.
//
// A job brings ceil(rows / M_TILE) M-tiles of `blocks` words; it starts at a new beat (docs/design.md, section 4). A bank is
// filled when it is free; release_i frees one. The containers of the stream are cut to ACTIVATION_W bits here.
//
// Shapes:  tdata_i  ... [M_TILE][BLOCK][CONTAINER_W] packed without gaps    data_o [M_TILE][BLOCK][ACTIVATION_W]
// Latency: a word is written in the clock in which its last beat is taken, or one clock later.
`default_nettype none

module activation_loader #(
    parameter STREAM_W     = 64,
    parameter M_TILE       = 8,
    parameter BLOCK        = 8,
    parameter ACTIVATION_W = 8,
    parameter CONTAINER_W  = 8,
    parameter DEPTH        = 64,                   // words in a bank
    parameter ADDRESS_W    = $clog2(2*DEPTH),      // follows
    parameter COUNT_W      = $clog2(DEPTH + 1)     // follows
) (
    input  wire                                 clk_i,
    input  wire                                 rst_i,
    input  wire                                 job_valid_i,
    output wire                                 job_ready_o,
    input  wire [31:0]                          job_rows_i,
    input  wire [COUNT_W-1:0]                   job_blocks_i,
    input  wire                                 tvalid_i,
    output wire                                 tready_o,
    input  wire [STREAM_W-1:0]                  tdata_i,
    input  wire                                 tlast_i,
    input  wire                                 release_i,   // a bank is free again
    output wire                                 write_o,
    output wire                                 bank_o,      // bank of the word
    output wire                                 complete_o,  // it is the last of the bank
    output wire [ADDRESS_W-1:0]                 address_o,
    output wire [M_TILE*BLOCK*ACTIVATION_W-1:0] data_o,
    output wire                                 error_o      // early TLAST, one pulse
);

    localparam WORDS = M_TILE * BLOCK;
    localparam [31:0] ROWS   = M_TILE;
    localparam ROW_W = $clog2(2*M_TILE) + 1;  // holds M_TILE, and more
    localparam [31:0] SECOND = DEPTH;

    reg               bank;
    reg [1:0]         banks_free;
    reg               started;    // the registers below belong to the job at the input
    reg               filling;    // a bank is taken
    reg [31:0]        rows_left;
    reg [COUNT_W-1:0] word;

    wire [WORDS*CONTAINER_W-1:0] containers;
    wire                         valid;
    wire                         wants;
    wire                         last_word = word == job_blocks_i - 1'b1;
    wire                         last_tile = rows_left[31:ROW_W] == {(32-ROW_W){1'b0}} && rows_left[ROW_W-1:0] <= ROWS[ROW_W-1:0];
    wire                         tile_ends = write_o && last_word;
    wire                         job_ends  = tile_ends && last_tile;
    wire                         take_bank = started && !filling && banks_free != 2'd0;
    // The next M-tile of the job follows without a pause if a bank is free.
    wire                         chain_bank = tile_ends && !last_tile && banks_free != 2'd0;

    stream_gearbox #(.IN_W(STREAM_W), .OUT_W(WORDS*CONTAINER_W)) gearbox (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .clear_i(1'b0),
        .in_valid_i(tvalid_i && started),
        .in_ready_o(wants),
        .in_data_i(tdata_i),
        .out_valid_o(valid),
        .out_ready_i(filling),
        .out_last_i(last_word && last_tile),
        .out_data_o(containers)
    );

    assign tready_o    = wants && started;
    assign write_o     = valid && filling;
    assign bank_o      = bank;
    assign complete_o  = last_word;
    assign job_ready_o = job_ends;

    wire [ADDRESS_W-1:0] word_address;
    generate
        if (ADDRESS_W > COUNT_W) begin : gen_widen
            assign word_address = {{(ADDRESS_W-COUNT_W){1'b0}}, word};
        end else begin : gen_cut
            assign word_address = word[ADDRESS_W-1:0];
        end
    endgenerate
    assign address_o = bank ? word_address + SECOND[ADDRESS_W-1:0] : word_address;

    genvar i;
    generate
        for (i = 0; i < WORDS; i = i + 1) begin : gen_element
            assign data_o[i*ACTIVATION_W +: ACTIVATION_W] = containers[i*CONTAINER_W +: ACTIVATION_W];
            if (CONTAINER_W > ACTIVATION_W) begin : gen_rest
                wire unused_sign = &{1'b0, containers[i*CONTAINER_W + ACTIVATION_W +: CONTAINER_W - ACTIVATION_W]};
            end
        end
    endgenerate

    always @(posedge clk_i) begin
        if (rst_i) begin
            bank       <= 1'b0;
            banks_free <= 2'd2;
            started    <= 1'b0;
            filling    <= 1'b0;
        end else begin
            started    <= started ? !job_ends : job_valid_i;
            banks_free <= banks_free + {1'b0, release_i} - {1'b0, take_bank || chain_bank};
            if (take_bank) filling <= 1'b1;
            if (tile_ends) begin
                bank    <= !bank;
                filling <= chain_bank;
            end
        end
    end

    always @(posedge clk_i) begin
        if (!started) begin
            rows_left <= job_rows_i;
            word      <= {COUNT_W{1'b0}};
        end else if (write_o) begin
            word <= last_word ? {COUNT_W{1'b0}} : word + 1'b1;
            if (last_word) rows_left <= rows_left - ROWS;
        end
    end

    // A beat with TLAST must be the one that ends the job. It may be taken before its words are; where one width divides the other it is
    // not.
    localparam KEEPS_WORDS = STREAM_W % (WORDS*CONTAINER_W) != 0 && (WORDS*CONTAINER_W) % STREAM_W != 0 ? 1 : 0;
    reg tlast_taken;
    always @(posedge clk_i) begin
        if (rst_i || job_ends || error_o) tlast_taken <= 1'b0;
        else if (tvalid_i && tready_o && tlast_i) tlast_taken <= 1'b1;
    end
    assign error_o = tlast_taken && (KEEPS_WORDS == 0 || !valid);

endmodule

`default_nettype wire
