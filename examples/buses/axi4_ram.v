// A RAM behind AXI4: FIXED, INCR and WRAP bursts, narrow and unaligned beats, one write and one read at a time.
module axi4_ram #(
    parameter DATA_W = 32,  // a power of two from 8
    parameter ADDR_W = 13,  // log2 of the bytes
    parameter ID_W   = 4
) (
    input                     aclk,
    input                     aresetn,

    input      [ID_W-1:0]     s_axi_awid,
    input      [ADDR_W-1:0]   s_axi_awaddr,
    input      [7:0]          s_axi_awlen,
    input      [2:0]          s_axi_awsize,
    input      [1:0]          s_axi_awburst,
    input                     s_axi_awvalid,
    output                    s_axi_awready,
    input      [DATA_W-1:0]   s_axi_wdata,
    input      [DATA_W/8-1:0] s_axi_wstrb,
    input                     s_axi_wlast,
    input                     s_axi_wvalid,
    output                    s_axi_wready,
    output reg [ID_W-1:0]     s_axi_bid,
    output     [1:0]          s_axi_bresp,
    output reg                s_axi_bvalid,
    input                     s_axi_bready,

    input      [ID_W-1:0]     s_axi_arid,
    input      [ADDR_W-1:0]   s_axi_araddr,
    input      [7:0]          s_axi_arlen,
    input      [2:0]          s_axi_arsize,
    input      [1:0]          s_axi_arburst,
    input                     s_axi_arvalid,
    output                    s_axi_arready,
    output reg [ID_W-1:0]     s_axi_rid,
    output reg [DATA_W-1:0]   s_axi_rdata,
    output     [1:0]          s_axi_rresp,
    output reg                s_axi_rlast,
    output reg                s_axi_rvalid,
    input                     s_axi_rready
);
    localparam BYTES  = DATA_W / 8;
    localparam LANE_W = $clog2(BYTES);

    reg [DATA_W-1:0] memory [0:(1 << (ADDR_W - LANE_W))-1];

    // The address of the beat that follows.
    function [ADDR_W-1:0] following;
        input [ADDR_W-1:0] address;
        input [7:0]        length;
        input [2:0]        size;
        input [1:0]        burst;
        reg   [ADDR_W-1:0] next;
        reg   [ADDR_W-1:0] mask;
        begin
            next   = ((address >> size) + 1'b1) << size;
            mask   = ((({{(ADDR_W-8){1'b0}}, length} + 1'b1) << size) - 1'b1);
            case (burst)
                2'd0:    following = address;
                2'd2:    following = (address & ~mask) | (next & mask);
                default: following = next;
            endcase
        end
    endfunction

    // Writes
    reg              writing;
    reg [ADDR_W-1:0] write_address;
    reg [7:0]        write_length;
    reg [2:0]        write_size;
    reg [1:0]        write_burst;
    integer          lane;

    assign s_axi_awready = !writing && !s_axi_bvalid;
    assign s_axi_wready  = writing;
    assign s_axi_bresp   = 2'd0;

    always @(posedge aclk) begin
        if (s_axi_bready)
            s_axi_bvalid <= 1'b0;
        if (s_axi_awvalid && s_axi_awready) begin
            writing       <= 1'b1;
            write_address <= s_axi_awaddr;
            write_length  <= s_axi_awlen;
            write_size    <= s_axi_awsize;
            write_burst   <= s_axi_awburst;
            s_axi_bid     <= s_axi_awid;
        end
        if (s_axi_wvalid && s_axi_wready) begin
            for (lane = 0; lane < BYTES; lane = lane + 1)
                if (s_axi_wstrb[lane])
                    memory[write_address[ADDR_W-1:LANE_W]][8*lane +: 8] <= s_axi_wdata[8*lane +: 8];
            write_address <= following(write_address, write_length, write_size, write_burst);
            if (s_axi_wlast) begin
                writing      <= 1'b0;
                s_axi_bvalid <= 1'b1;
            end
        end
        if (!aresetn) begin
            writing      <= 1'b0;
            s_axi_bvalid <= 1'b0;
        end
    end

    // Reads
    reg              reading;
    reg [ADDR_W-1:0] read_address;
    reg [7:0]        read_length;
    reg [7:0]        read_left;
    reg [2:0]        read_size;
    reg [1:0]        read_burst;

    assign s_axi_arready = !reading;
    assign s_axi_rresp   = 2'd0;

    always @(posedge aclk) begin
        if (s_axi_rready)
            s_axi_rvalid <= 1'b0;
        if (s_axi_arvalid && s_axi_arready) begin
            reading      <= 1'b1;
            read_address <= s_axi_araddr;
            read_length  <= s_axi_arlen;
            read_left    <= s_axi_arlen;
            read_size    <= s_axi_arsize;
            read_burst   <= s_axi_arburst;
            s_axi_rid    <= s_axi_arid;
        end
        if (reading && (!s_axi_rvalid || s_axi_rready)) begin
            s_axi_rvalid <= !(s_axi_rvalid && s_axi_rlast);
            s_axi_rdata  <= memory[read_address[ADDR_W-1:LANE_W]];
            s_axi_rlast  <= read_left == 8'd0;
            read_left    <= read_left - 8'd1;
            read_address <= following(read_address, read_length, read_size, read_burst);
            if (s_axi_rvalid && s_axi_rlast)
                reading <= 1'b0;
        end
        if (!aresetn) begin
            reading      <= 1'b0;
            s_axi_rvalid <= 1'b0;
        end
    end
endmodule
