// Structured-sparse GEMM accelerator: gemm_core behind AXI4-Lite and AXI4-Stream.
//
// The generated top is a wrapper of this module with one configuration's values. Bus names are those tools infer.
`default_nettype none

module gemm_accelerator #(
    parameter TILE_ROWS           = 1,    // A: dot-product units in a TPE
    parameter TILE_COLUMNS        = 1,    // C
    parameter MESH_ROWS           = 4,    // R: TPEs in the array
    parameter MESH_COLUMNS        = 4,    // Q
    parameter BLOCK               = 8,    // B: weights in a K-block
    parameter LANES               = 4,    // L: multipliers in a dot-product unit
    parameter METADATA            = 2,    // 0 none, 1 index, 2 bitmask
    parameter ACTIVATION_W        = 8,    // bits of an activation and of an output
    parameter WEIGHT_W            = 8,    // bits
    parameter ACCUMULATOR_W       = 32,   // bits, one product at least
    parameter WEIGHT_DEPTH        = 256,  // weight words
    parameter ACTIVATION_DEPTH    = 64,   // activation words in a bank
    parameter TILE_DEPTH          = 16,   // N-tiles of all resident images
    parameter LIST_DEPTH          = 16,   // block-list words of 64 bits
    parameter OUTPUT_LANES        = 2,    // outputs requantized per clock
    parameter WEIGHT_STREAM_W     = 64,   // bits of a beat
    parameter ACTIVATION_STREAM_W = 64,   // bits of a beat
    parameter CONFIGURATION_HASH  = 0,    // what weight images must carry
    parameter ARITHMETIC          = 0,    // 0 concatenation, 1 context, 2 carry save
    parameter PRELOAD             = 0,    // 1: memories start with an image
    parameter PRELOAD_FOLDER      = "memories"  // of its .mem files
) (
    input  wire                           aclk,
    input  wire                           aresetn,
    output wire                           irq,
    input  wire [7:0]                     s_axi_ctrl_awaddr,
    input  wire [2:0]                     s_axi_ctrl_awprot,
    input  wire                           s_axi_ctrl_awvalid,
    output wire                           s_axi_ctrl_awready,
    input  wire [31:0]                    s_axi_ctrl_wdata,
    input  wire [3:0]                     s_axi_ctrl_wstrb,
    input  wire                           s_axi_ctrl_wvalid,
    output wire                           s_axi_ctrl_wready,
    output wire [1:0]                     s_axi_ctrl_bresp,
    output wire                           s_axi_ctrl_bvalid,
    input  wire                           s_axi_ctrl_bready,
    input  wire [7:0]                     s_axi_ctrl_araddr,
    input  wire [2:0]                     s_axi_ctrl_arprot,
    input  wire                           s_axi_ctrl_arvalid,
    output wire                           s_axi_ctrl_arready,
    output wire [31:0]                    s_axi_ctrl_rdata,
    output wire [1:0]                     s_axi_ctrl_rresp,
    output wire                           s_axi_ctrl_rvalid,
    input  wire                           s_axi_ctrl_rready,
    input  wire                           s_axis_weight_tvalid,
    output wire                           s_axis_weight_tready,
    input  wire [WEIGHT_STREAM_W-1:0]     s_axis_weight_tdata,
    input  wire                           s_axis_weight_tlast,
    input  wire                           s_axis_act_tvalid,
    output wire                           s_axis_act_tready,
    input  wire [ACTIVATION_STREAM_W-1:0] s_axis_act_tdata,
    input  wire                           s_axis_act_tlast,
    output wire                           m_axis_out_tvalid,
    input  wire                           m_axis_out_tready,
    output wire [OUTPUT_LANES*32-1:0]     m_axis_out_tdata,
    output wire [OUTPUT_LANES*4-1:0]      m_axis_out_tkeep,
    output wire                           m_axis_out_tlast
);

    // The reset is taken over synchronously and once for all.
    reg rst;
    always @(posedge aclk) rst <= !aresetn;

    wire        job_valid, job_ready, job_raw, job_release, done, busy, loading;
    wire [31:0] job_rows, job_blocks;
    wire [15:0] job_zero_point, job_clamp_low, job_clamp_high;
    wire [5:0]  errors;
    wire [1:0]  images_resident;
    wire        wait_activation, wait_weight, wait_output, step, in_job;
    wire unused_prot = &{1'b0, s_axi_ctrl_awprot, s_axi_ctrl_arprot};

    job_registers #(
        .TILE_ROWS(TILE_ROWS),
        .TILE_COLUMNS(TILE_COLUMNS),
        .MESH_ROWS(MESH_ROWS),
        .MESH_COLUMNS(MESH_COLUMNS),
        .BLOCK(BLOCK),
        .LANES(LANES),
        .METADATA(METADATA),
        .OUTPUT_LANES(OUTPUT_LANES),
        .ACTIVATION_W(ACTIVATION_W),
        .WEIGHT_W(WEIGHT_W),
        .ACCUMULATOR_W(ACCUMULATOR_W),
        .WEIGHT_DEPTH(WEIGHT_DEPTH),
        .ACTIVATION_DEPTH(ACTIVATION_DEPTH),
        .TILE_DEPTH(TILE_DEPTH),
        .LIST_DEPTH(LIST_DEPTH),
        .WEIGHT_STREAM_W(WEIGHT_STREAM_W),
        .ACTIVATION_STREAM_W(ACTIVATION_STREAM_W),
        .CONFIGURATION_HASH(CONFIGURATION_HASH)
    ) registers (
        .clk_i(aclk),
        .rst_i(rst),
        .awaddr_i(s_axi_ctrl_awaddr),
        .awvalid_i(s_axi_ctrl_awvalid),
        .awready_o(s_axi_ctrl_awready),
        .wdata_i(s_axi_ctrl_wdata),
        .wstrb_i(s_axi_ctrl_wstrb),
        .wvalid_i(s_axi_ctrl_wvalid),
        .wready_o(s_axi_ctrl_wready),
        .bresp_o(s_axi_ctrl_bresp),
        .bvalid_o(s_axi_ctrl_bvalid),
        .bready_i(s_axi_ctrl_bready),
        .araddr_i(s_axi_ctrl_araddr),
        .arvalid_i(s_axi_ctrl_arvalid),
        .arready_o(s_axi_ctrl_arready),
        .rdata_o(s_axi_ctrl_rdata),
        .rresp_o(s_axi_ctrl_rresp),
        .rvalid_o(s_axi_ctrl_rvalid),
        .rready_i(s_axi_ctrl_rready),
        .job_valid_o(job_valid),
        .job_ready_i(job_ready),
        .job_rows_o(job_rows),
        .job_blocks_o(job_blocks),
        .job_raw_o(job_raw),
        .job_release_o(job_release),
        .job_zero_point_o(job_zero_point),
        .job_clamp_low_o(job_clamp_low),
        .job_clamp_high_o(job_clamp_high),
        .done_i(done),
        .busy_i(busy),
        .errors_i(errors),
        .images_resident_i(images_resident),
        .loading_i(loading),
        .wait_activation_i(wait_activation),
        .wait_weight_i(wait_weight),
        .wait_output_i(wait_output),
        .step_i(step),
        .in_job_i(in_job),
        .interrupt_o(irq)
    );

    gemm_core #(
        .TILE_ROWS(TILE_ROWS),
        .TILE_COLUMNS(TILE_COLUMNS),
        .MESH_ROWS(MESH_ROWS),
        .MESH_COLUMNS(MESH_COLUMNS),
        .BLOCK(BLOCK),
        .LANES(LANES),
        .METADATA(METADATA),
        .ACTIVATION_W(ACTIVATION_W),
        .WEIGHT_W(WEIGHT_W),
        .ACCUMULATOR_W(ACCUMULATOR_W),
        .WEIGHT_DEPTH(WEIGHT_DEPTH),
        .ACTIVATION_DEPTH(ACTIVATION_DEPTH),
        .TILE_DEPTH(TILE_DEPTH),
        .LIST_DEPTH(LIST_DEPTH),
        .OUTPUT_LANES(OUTPUT_LANES),
        .WEIGHT_STREAM_W(WEIGHT_STREAM_W),
        .ACTIVATION_STREAM_W(ACTIVATION_STREAM_W),
        .CONFIGURATION_HASH(CONFIGURATION_HASH),
        .ARITHMETIC(ARITHMETIC),
        .PRELOAD(PRELOAD),
        .PRELOAD_FOLDER(PRELOAD_FOLDER)
    ) core (
        .clk_i(aclk),
        .rst_i(rst),
        .job_valid_i(job_valid),
        .job_ready_o(job_ready),
        .job_rows_i(job_rows),
        .job_blocks_i(job_blocks),
        .job_raw_i(job_raw),
        .job_release_i(job_release),
        .job_zero_point_i(job_zero_point),
        .job_clamp_low_i(job_clamp_low),
        .job_clamp_high_i(job_clamp_high),
        .done_o(done),
        .busy_o(busy),
        .errors_o(errors),
        .images_resident_o(images_resident),
        .loading_o(loading),
        .wait_activation_o(wait_activation),
        .wait_weight_o(wait_weight),
        .wait_output_o(wait_output),
        .step_o(step),
        .in_job_o(in_job),
        .weight_tvalid_i(s_axis_weight_tvalid),
        .weight_tready_o(s_axis_weight_tready),
        .weight_tdata_i(s_axis_weight_tdata),
        .weight_tlast_i(s_axis_weight_tlast),
        .act_tvalid_i(s_axis_act_tvalid),
        .act_tready_o(s_axis_act_tready),
        .act_tdata_i(s_axis_act_tdata),
        .act_tlast_i(s_axis_act_tlast),
        .out_tvalid_o(m_axis_out_tvalid),
        .out_tready_i(m_axis_out_tready),
        .out_tdata_o(m_axis_out_tdata),
        .out_tkeep_o(m_axis_out_tkeep),
        .out_tlast_o(m_axis_out_tlast)
    );

endmodule

`default_nettype wire
