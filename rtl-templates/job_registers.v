// AXI4-Lite register block: control, job, identity, counters (docs/design.md, section 6).
//
// Control follows the layout that high-level synthesis made common: CTRL, GIER, IER, ISR at 0x00 to 0x0C. Writing CTRL.start
// hands the job registers on as one job (job_valid_o holds until job_ready_i). A job without rows or blocks, or with more blocks
// than a bank holds, is refused: STATUS bit 5. Byte strobes are honoured; unknown addresses read 0 and are not written; every answer is OKAY.
// Latency: a read is answered in the clock after its address came, a write in the second after address and data.
`default_nettype none

module job_registers #(
    parameter TILE_ROWS          = 1,
    parameter TILE_COLUMNS       = 1,
    parameter MESH_ROWS          = 8,
    parameter MESH_COLUMNS       = 8,
    parameter BLOCK              = 8,
    parameter LANES              = 4,
    parameter METADATA           = 2,
    parameter OUTPUT_LANES       = 2,
    parameter ACTIVATION_W       = 8,
    parameter WEIGHT_W           = 8,
    parameter ACCUMULATOR_W      = 32,
    parameter WEIGHT_DEPTH       = 256,
    parameter ACTIVATION_DEPTH   = 64,
    parameter TILE_DEPTH         = 16,
    parameter LIST_DEPTH         = 16,
    parameter WEIGHT_STREAM_W    = 64,
    parameter ACTIVATION_STREAM_W = 64,
    parameter CONFIGURATION_HASH = 0
) (
    input  wire        clk_i,
    input  wire        rst_i,
    input  wire [7:0]  awaddr_i,
    input  wire        awvalid_i,
    output wire        awready_o,
    input  wire [31:0] wdata_i,
    input  wire [3:0]  wstrb_i,
    input  wire        wvalid_i,
    output wire        wready_o,
    output wire [1:0]  bresp_o,
    output reg         bvalid_o,
    input  wire        bready_i,
    input  wire [7:0]  araddr_i,
    input  wire        arvalid_i,
    output wire        arready_o,
    output reg  [31:0] rdata_o,
    output wire [1:0]  rresp_o,
    output reg         rvalid_o,
    input  wire        rready_i,
    output wire        job_valid_o,
    input  wire        job_ready_i,
    output wire [31:0] job_rows_o,
    output wire [31:0] job_blocks_o,
    output wire        job_raw_o,
    output wire        job_release_o,
    output wire [15:0] job_zero_point_o,
    output wire [15:0] job_clamp_low_o,
    output wire [15:0] job_clamp_high_o,
    input  wire        done_i,
    input  wire        busy_i,             // a job is active or queued
    input  wire [5:0]  errors_i,           // STATUS bits 4 to 0 and 6; bit 5 is made here
    input  wire [1:0]  images_resident_i,
    input  wire        loading_i,
    input  wire        wait_activation_i,
    input  wire        wait_weight_i,
    input  wire        wait_output_i,
    input  wire        step_i,
    input  wire        in_job_i,
    output wire        interrupt_o
);

    localparam [5:0] CTRL = 6'h00, GIER = 6'h01, IER = 6'h02, ISR = 6'h03, JOB_ROWS = 6'h04, JOB_BLOCKS = 6'h05,
                     JOB_MODE = 6'h06, JOB_ZERO_POINT = 6'h07, JOB_CLAMP_LOW = 6'h08, JOB_CLAMP_HIGH = 6'h09,
                     STATUS = 6'h0A, MAGIC = 6'h10, VERSION = 6'h11, HASH = 6'h12, CAP_TILE = 6'h13,
                     CAP_MESH = 6'h14, CAP_BLOCK = 6'h15, CAP_NUMBERS = 6'h16, CAP_WEIGHT_DEPTH = 6'h17,
                     CAP_ACTIVATION_DEPTH = 6'h18, CAP_TILE_DEPTH = 6'h19, CAP_LIST_DEPTH = 6'h1A,
                     CAP_STREAMS = 6'h1B, COUNT_BUSY = 6'h20, COUNT_WAIT_ACTIVATION = 6'h21,
                     COUNT_WAIT_WEIGHT = 6'h22, COUNT_WAIT_OUTPUT = 6'h23, COUNT_STEPS = 6'h24, COUNT_ARRAY = 6'h25,
                     COUNT_CLEAR = 6'h26;

    localparam [31:0] TILE_ROWS_32 = TILE_ROWS, TILE_COLUMNS_32 = TILE_COLUMNS, MESH_ROWS_32 = MESH_ROWS,
                      MESH_COLUMNS_32 = MESH_COLUMNS, BLOCK_32 = BLOCK, LANES_32 = LANES, METADATA_32 = METADATA,
                      OUTPUT_LANES_32 = OUTPUT_LANES, ACTIVATION_32 = ACTIVATION_W, WEIGHT_32 = WEIGHT_W,
                      ACCUMULATOR_32 = ACCUMULATOR_W, WEIGHT_STREAM_32 = WEIGHT_STREAM_W,
                      ACTIVATION_STREAM_32 = ACTIVATION_STREAM_W, WEIGHT_DEPTH_32 = WEIGHT_DEPTH,
                      ACTIVATION_DEPTH_32 = ACTIVATION_DEPTH, TILE_DEPTH_32 = TILE_DEPTH, LIST_DEPTH_32 = LIST_DEPTH,
                      HASH_32 = CONFIGURATION_HASH;

    // ---- bus ----
    reg        write_address_held, write_data_held;
    reg [7:0]  write_address;
    reg [31:0] write_data;
    reg [3:0]  write_strobe;
    wire       write = write_address_held && write_data_held && !bvalid_o;
    wire       read  = arvalid_i && arready_o;

    assign awready_o = !write_address_held;
    assign wready_o  = !write_data_held;
    assign arready_o = !rvalid_o;
    assign bresp_o   = 2'b00;
    assign rresp_o   = 2'b00;

    always @(posedge clk_i) begin
        if (rst_i) begin
            write_address_held <= 1'b0;
            write_data_held    <= 1'b0;
            bvalid_o           <= 1'b0;
            rvalid_o           <= 1'b0;
        end else begin
            if (awvalid_i && awready_o) write_address_held <= 1'b1;
            if (wvalid_i && wready_o) write_data_held <= 1'b1;
            if (write) begin
                write_address_held <= 1'b0;
                write_data_held    <= 1'b0;
                bvalid_o           <= 1'b1;
            end else if (bready_i) bvalid_o <= 1'b0;
            if (read) rvalid_o <= 1'b1;
            else if (rready_i) rvalid_o <= 1'b0;
        end
    end

    always @(posedge clk_i) begin
        if (awvalid_i && awready_o) write_address <= awaddr_i;
        if (wvalid_i && wready_o) begin
            write_data   <= wdata_i;
            write_strobe <= wstrb_i;
        end
    end

    wire [5:0]  target = write_address[7:2];
    wire [5:0]  source = araddr_i[7:2];
    wire [31:0] mask   = {{8{write_strobe[3]}}, {8{write_strobe[2]}}, {8{write_strobe[1]}}, {8{write_strobe[0]}}};
    wire [31:0] set    = write_data & mask;
    wire unused_address = &{1'b0, write_address[1:0], araddr_i[1:0]};

    // ---- registers ----
    reg        start, done, global_enable;
    reg [1:0]  enable, pending;
    reg [6:0]  errors;
    reg [31:0] rows, blocks;
    reg [1:0]  mode;
    reg [15:0] zero_point, clamp_low, clamp_high;
    reg [31:0] count_busy, count_wait_activation, count_wait_weight, count_wait_output, count_steps, count_array;

    // A depth of all ones has no number of its width above it.
    localparam BLOCK_W = $clog2(ACTIVATION_DEPTH + 1);
    wire beyond;
    generate
        if (ACTIVATION_DEPTH + 1 == (1 << BLOCK_W)) begin : gen_full
            assign beyond = 1'b0;
        end else begin : gen_bound
            assign beyond = blocks[BLOCK_W-1:0] > ACTIVATION_DEPTH_32[BLOCK_W-1:0];
        end
    endgenerate
    wire wrong_job = rows == 32'd0 || blocks == 32'd0 || blocks[31:BLOCK_W] != {(32-BLOCK_W){1'b0}} || beyond;
    wire start_job = write && target == CTRL && set[0];
    wire refused   = start_job && wrong_job;
    wire clear     = write && target == COUNT_CLEAR && set[0];

    assign job_valid_o      = start;
    assign job_rows_o       = rows;
    assign job_blocks_o     = blocks;
    assign job_raw_o        = mode[0];
    assign job_release_o    = mode[1];
    assign job_zero_point_o = zero_point;
    assign job_clamp_low_o  = clamp_low;
    assign job_clamp_high_o = clamp_high;
    assign interrupt_o      = global_enable && (pending & enable) != 2'b00;

    always @(posedge clk_i) begin
        if (rst_i) begin
            start         <= 1'b0;
            done          <= 1'b0;
            global_enable <= 1'b0;
            enable        <= 2'b00;
            pending       <= 2'b00;
            errors        <= 7'd0;
            rows          <= 32'd0;
            blocks        <= 32'd0;
            mode          <= 2'd0;
            zero_point    <= 16'd0;
            clamp_low     <= 16'd0;
            clamp_high    <= 16'd0;
        end else begin
            if (start_job && !wrong_job) start <= 1'b1;
            else if (job_ready_i) start <= 1'b0;

            if (done_i) done <= 1'b1;
            else if (read && source == CTRL) done <= 1'b0;

            pending <= (pending ^ (write && target == ISR ? set[1:0] : 2'b00))
                     | {(errors_i != 6'd0 || refused) && enable[1], done_i && enable[0]};
            errors  <= (errors & ~(write && target == STATUS ? set[6:0] : 7'd0)) | {errors_i[5], refused, errors_i[4:0]};

            if (write && target == GIER) global_enable <= (global_enable && !mask[0]) || set[0];
            if (write && target == IER) enable <= (enable & ~mask[1:0]) | set[1:0];
            // The job registers keep still while a job waits to be taken.
            if (write && !start) begin
                if (target == JOB_ROWS) rows <= (rows & ~mask) | set;
                if (target == JOB_BLOCKS) blocks <= (blocks & ~mask) | set;
                if (target == JOB_MODE) mode <= (mode & ~mask[1:0]) | set[1:0];
                if (target == JOB_ZERO_POINT) zero_point <= (zero_point & ~mask[15:0]) | set[15:0];
                if (target == JOB_CLAMP_LOW) clamp_low <= (clamp_low & ~mask[15:0]) | set[15:0];
                if (target == JOB_CLAMP_HIGH) clamp_high <= (clamp_high & ~mask[15:0]) | set[15:0];
            end
        end
    end

    always @(posedge clk_i) begin
        if (rst_i || clear) begin
            count_busy            <= 32'd0;
            count_wait_activation <= 32'd0;
            count_wait_weight     <= 32'd0;
            count_wait_output     <= 32'd0;
            count_steps           <= 32'd0;
            count_array           <= 32'd0;
        end else begin
            if (busy_i) count_busy <= count_busy + 1'b1;
            if (wait_activation_i) count_wait_activation <= count_wait_activation + 1'b1;
            if (wait_weight_i) count_wait_weight <= count_wait_weight + 1'b1;
            if (wait_output_i) count_wait_output <= count_wait_output + 1'b1;
            if (step_i) count_steps <= count_steps + 1'b1;
            if (in_job_i) count_array <= count_array + 1'b1;
        end
    end

    always @(posedge clk_i)
        if (read)
            case (source)
                CTRL: rdata_o <= {28'd0, !start, !busy_i && !start, done, start};
                GIER: rdata_o <= {31'd0, global_enable};
                IER: rdata_o <= {30'd0, enable};
                ISR: rdata_o <= {30'd0, pending};
                JOB_ROWS: rdata_o <= rows;
                JOB_BLOCKS: rdata_o <= blocks;
                JOB_MODE: rdata_o <= {30'd0, mode};
                JOB_ZERO_POINT: rdata_o <= {{16{zero_point[15]}}, zero_point};
                JOB_CLAMP_LOW: rdata_o <= {{16{clamp_low[15]}}, clamp_low};
                JOB_CLAMP_HIGH: rdata_o <= {{16{clamp_high[15]}}, clamp_high};
                STATUS: rdata_o <= {15'd0, loading_i, 6'd0, images_resident_i, 1'd0, errors};
                MAGIC: rdata_o <= 32'h4E47_5748;
                VERSION: rdata_o <= 32'h0000_0100;
                HASH: rdata_o <= HASH_32;
                CAP_TILE: rdata_o <= {16'd0, TILE_COLUMNS_32[7:0], TILE_ROWS_32[7:0]};
                CAP_MESH: rdata_o <= {MESH_COLUMNS_32[15:0], MESH_ROWS_32[15:0]};
                CAP_BLOCK: rdata_o <= {OUTPUT_LANES_32[7:0], METADATA_32[7:0], LANES_32[7:0], BLOCK_32[7:0]};
                CAP_NUMBERS: rdata_o <= {8'd0, ACCUMULATOR_32[7:0], WEIGHT_32[7:0], ACTIVATION_32[7:0]};
                CAP_WEIGHT_DEPTH: rdata_o <= WEIGHT_DEPTH_32;
                CAP_ACTIVATION_DEPTH: rdata_o <= ACTIVATION_DEPTH_32;
                CAP_TILE_DEPTH: rdata_o <= TILE_DEPTH_32;
                CAP_LIST_DEPTH: rdata_o <= LIST_DEPTH_32;
                CAP_STREAMS: rdata_o <= {ACTIVATION_STREAM_32[15:0], WEIGHT_STREAM_32[15:0]};
                COUNT_BUSY: rdata_o <= count_busy;
                COUNT_WAIT_ACTIVATION: rdata_o <= count_wait_activation;
                COUNT_WAIT_WEIGHT: rdata_o <= count_wait_weight;
                COUNT_WAIT_OUTPUT: rdata_o <= count_wait_output;
                COUNT_STEPS: rdata_o <= count_steps;
                COUNT_ARRAY: rdata_o <= count_array;
                default: rdata_o <= 32'd0;
            endcase

endmodule

`default_nettype wire
