// Two jobs for three readers, each of which takes them in order and at its own pace.
//
// The activation loader reads ahead, the sequencer in the middle, the output stage last: what it has finished is forgotten.
// A job is held once, not once a reader. A raw job has no zero point: it leaves as 0.
// Latency: 1 clock.
`default_nettype none

module job_queue #(
    parameter BLOCK_W     = 8,  // bits of a number of K-blocks
    parameter CONTAINER_W = 8   // bits of an output
) (
    input  wire                   clk_i,
    input  wire                   rst_i,
    input  wire                   job_valid_i,
    output wire                   job_ready_o,
    input  wire [31:0]            job_rows_i,
    input  wire [BLOCK_W-1:0]     job_blocks_i,
    input  wire                   job_raw_i,
    input  wire                   job_release_i,
    input  wire [CONTAINER_W-1:0] job_zero_point_i,
    input  wire [CONTAINER_W-1:0] job_clamp_low_i,
    input  wire [CONTAINER_W-1:0] job_clamp_high_i,
    output wire                   loader_valid_o,
    input  wire                   loader_done_i,      // one pulse a job, as the other two
    output wire [31:0]            loader_rows_o,
    output wire [BLOCK_W-1:0]     loader_blocks_o,
    output wire                   sequencer_valid_o,
    input  wire                   sequencer_done_i,
    output wire [31:0]            sequencer_rows_o,
    output wire [BLOCK_W-1:0]     sequencer_blocks_o,
    output wire                   sequencer_release_o,
    output wire                   output_valid_o,
    input  wire                   output_done_i,
    output wire [31:0]            output_rows_o,
    output wire                   output_raw_o,
    output wire                   output_release_o,
    output wire [CONTAINER_W-1:0] output_zero_point_o,
    output wire [CONTAINER_W-1:0] output_clamp_low_o,
    output wire [CONTAINER_W-1:0] output_clamp_high_o
);

    localparam RELEASE = 3*CONTAINER_W + 1;
    localparam ROWS    = RELEASE + 1;
    localparam BLOCKS  = ROWS + 32;
    localparam JOB_W   = BLOCKS + BLOCK_W;

    // The pointers carry one bit more than an address, as in stream_fifo.
    reg [1:0] written, loader, sequencer, outputs;
    wire      push = job_valid_i && job_ready_o;

    assign job_ready_o       = written != {!outputs[1], outputs[0]};
    assign loader_valid_o    = loader != written;
    assign sequencer_valid_o = sequencer != written;
    assign output_valid_o    = outputs != written;

    always @(posedge clk_i) begin
        if (rst_i) begin
            written   <= 2'd0;
            loader    <= 2'd0;
            sequencer <= 2'd0;
            outputs   <= 2'd0;
        end else begin
            if (push) written <= written + 1'b1;
            if (loader_done_i) loader <= loader + 1'b1;
            if (sequencer_done_i) sequencer <= sequencer + 1'b1;
            if (output_done_i) outputs <= outputs + 1'b1;
        end
    end

    // The oldest job stands at the output stage; a reader that has finished it looks at the one behind.
    wire [CONTAINER_W-1:0] zero_point = job_raw_i ? {CONTAINER_W{1'b0}} : job_zero_point_i;
    wire [JOB_W-1:0] job  = {job_blocks_i, job_rows_i, job_release_i, job_raw_i, zero_point, job_clamp_low_i, job_clamp_high_i};
    wire             none = written == outputs || (output_done_i && job_ready_o);  // in front of a job that is pushed
    reg [JOB_W-1:0]  oldest, second;
    always @(posedge clk_i) begin
        if (job_ready_o ? push && none : output_done_i) oldest <= job_ready_o ? job : second;
        if (push) second <= job;
    end

    wire loader_ahead    = loader[0] != outputs[0];
    wire sequencer_ahead = sequencer[0] != outputs[0];
    assign loader_rows_o       = loader_ahead ? second[ROWS +: 32] : oldest[ROWS +: 32];
    assign loader_blocks_o     = loader_ahead ? second[BLOCKS +: BLOCK_W] : oldest[BLOCKS +: BLOCK_W];
    assign sequencer_rows_o    = sequencer_ahead ? second[ROWS +: 32] : oldest[ROWS +: 32];
    assign sequencer_blocks_o  = sequencer_ahead ? second[BLOCKS +: BLOCK_W] : oldest[BLOCKS +: BLOCK_W];
    assign sequencer_release_o = sequencer_ahead ? second[RELEASE] : oldest[RELEASE];
    assign output_rows_o       = oldest[ROWS +: 32];
    assign {output_release_o, output_raw_o, output_zero_point_o, output_clamp_low_o, output_clamp_high_o} = oldest[RELEASE:0];

endmodule

`default_nettype wire
