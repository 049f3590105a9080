// Copies words from one place in a memory to another. Registers behind AXI4-Lite, the memory behind AXI4.
//
//   0x0 SOURCE   byte address, a multiple of 4
//   0x4 TARGET   byte address, a multiple of 4
//   0x8 WORDS    words to copy
//   0xC CONTROL  write bit 0: start; read bit 0: busy, bit 1: the memory answered with an error
//
// Other addresses are answered with SLVERR.
module axi4_copy #(
    parameter BURST_W = 4   // log2 of the longest burst
) (
    input             aclk,
    input             aresetn,

    input      [7:0]  s_axil_awaddr,
    input             s_axil_awvalid,
    output            s_axil_awready,
    input      [31:0] s_axil_wdata,
    input      [3:0]  s_axil_wstrb,
    input             s_axil_wvalid,
    output            s_axil_wready,
    output reg [1:0]  s_axil_bresp,
    output reg        s_axil_bvalid,
    input             s_axil_bready,
    input      [7:0]  s_axil_araddr,
    input             s_axil_arvalid,
    output            s_axil_arready,
    output reg [31:0] s_axil_rdata,
    output reg [1:0]  s_axil_rresp,
    output reg        s_axil_rvalid,
    input             s_axil_rready,

    output     [31:0] m_axi_awaddr,
    output     [7:0]  m_axi_awlen,
    output     [2:0]  m_axi_awsize,
    output     [1:0]  m_axi_awburst,
    output            m_axi_awvalid,
    input             m_axi_awready,
    output     [31:0] m_axi_wdata,
    output     [3:0]  m_axi_wstrb,
    output            m_axi_wlast,
    output            m_axi_wvalid,
    input             m_axi_wready,
    input      [1:0]  m_axi_bresp,
    input             m_axi_bvalid,
    output            m_axi_bready,
    output     [31:0] m_axi_araddr,
    output     [7:0]  m_axi_arlen,
    output     [2:0]  m_axi_arsize,
    output     [1:0]  m_axi_arburst,
    output            m_axi_arvalid,
    input             m_axi_arready,
    input      [31:0] m_axi_rdata,
    input      [1:0]  m_axi_rresp,
    input             m_axi_rlast,
    input             m_axi_rvalid,
    output            m_axi_rready
);
    localparam IDLE = 3'd0, READ = 3'd1, FILL = 3'd2, WRITE = 3'd3, ANSWER = 3'd4;

    reg [31:0] source;
    reg [31:0] target;
    reg [31:0] words;
    reg [2:0]  state;
    reg        error;

    // Registers
    wire write = s_axil_awvalid && s_axil_wvalid && !s_axil_bvalid;
    wire read  = s_axil_arvalid && !s_axil_rvalid;
    wire start = write && s_axil_awaddr == 8'hc && s_axil_wdata[0] && s_axil_wstrb[0] && state == IDLE;

    assign s_axil_awready = write;
    assign s_axil_wready  = write;
    assign s_axil_arready = read;

    function [31:0] merged;
        input [31:0] old;
        integer      i;
        begin
            merged = old;
            for (i = 0; i < 4; i = i + 1)
                if (s_axil_wstrb[i])
                    merged[8*i +: 8] = s_axil_wdata[8*i +: 8];
        end
    endfunction

    always @(posedge aclk) begin
        if (s_axil_bready)
            s_axil_bvalid <= 1'b0;
        if (s_axil_rready)
            s_axil_rvalid <= 1'b0;
        if (write) begin
            s_axil_bvalid <= 1'b1;
            s_axil_bresp  <= s_axil_awaddr[7:4] == 4'd0 ? 2'd0 : 2'd2;
        end
        if (read) begin
            s_axil_rvalid <= 1'b1;
            s_axil_rresp  <= s_axil_araddr[7:4] == 4'd0 ? 2'd0 : 2'd2;
            case (s_axil_araddr)
                8'h0:    s_axil_rdata <= source;
                8'h4:    s_axil_rdata <= target;
                8'h8:    s_axil_rdata <= words;
                default: s_axil_rdata <= {30'd0, error, state != IDLE};
            endcase
        end
        if (!aresetn) begin
            s_axil_bvalid <= 1'b0;
            s_axil_rvalid <= 1'b0;
        end
    end

    // The next burst: as long as the buffer, what is left and both 4 KiB pages allow.
    function [10:0] least;
        input [10:0] a;
        input [10:0] b;
        least = a < b ? a : b;
    endfunction

    wire [10:0] left        = words > 32'd1024 ? 11'd1024 : words[10:0];
    wire [10:0] source_left = 11'd1024 - {1'b0, source[11:2]};
    wire [10:0] target_left = 11'd1024 - {1'b0, target[11:2]};
    wire [10:0] length      = least(least(11'd1 << BURST_W, left), least(source_left, target_left));

    reg [31:0]        buffer [0:(1 << BURST_W)-1];
    reg [10:0]        beats;
    reg [BURST_W-1:0] place;
    reg               asked;

    assign m_axi_araddr  = source;
    assign m_axi_arlen   = length[7:0] - 8'd1;
    assign m_axi_arsize  = 3'd2;
    assign m_axi_arburst = 2'd1;
    assign m_axi_arvalid = state == READ;
    assign m_axi_rready  = state == FILL;

    assign m_axi_awaddr  = target;
    assign m_axi_awlen   = beats[7:0] - 8'd1;
    assign m_axi_awsize  = 3'd2;
    assign m_axi_awburst = 2'd1;
    assign m_axi_awvalid = (state == WRITE || state == ANSWER) && !asked;
    assign m_axi_wdata   = buffer[place];
    assign m_axi_wstrb   = 4'b1111;
    assign m_axi_wlast   = {{(11-BURST_W){1'b0}}, place} == beats - 11'd1;
    assign m_axi_wvalid  = state == WRITE;
    assign m_axi_bready  = state == ANSWER;

    always @(posedge aclk) begin
        if (write && s_axil_awaddr == 8'h0) source <= merged(source);
        if (write && s_axil_awaddr == 8'h4) target <= merged(target);
        if (write && s_axil_awaddr == 8'h8) words  <= merged(words);
        if (m_axi_awvalid && m_axi_awready)
            asked <= 1'b1;
        case (state)
            IDLE: if (start) begin
                error <= 1'b0;
                state <= words == 32'd0 ? IDLE : READ;
            end
            READ: begin
                beats <= length;
                place <= 0;
                if (m_axi_arready)
                    state <= FILL;
            end
            FILL: if (m_axi_rvalid) begin
                buffer[place] <= m_axi_rdata;
                place         <= place + 1'b1;
                error         <= error || m_axi_rresp != 2'd0;
                if (m_axi_rlast) begin
                    place <= 0;
                    asked <= 1'b0;
                    state <= error || m_axi_rresp != 2'd0 ? IDLE : WRITE;
                end
            end
            WRITE: if (m_axi_wready) begin
                place <= place + 1'b1;
                if (m_axi_wlast)
                    state <= ANSWER;
            end
            default: if (m_axi_bvalid) begin
                source <= source + {19'd0, beats, 2'd0};
                target <= target + {19'd0, beats, 2'd0};
                words  <= words - {21'd0, beats};
                error  <= error || m_axi_bresp != 2'd0;
                state  <= m_axi_bresp != 2'd0 || words == {21'd0, beats} ? IDLE : READ;
            end
        endcase
        if (!aresetn) begin
            state <= IDLE;
            error <= 1'b0;
            asked <= 1'b1;
        end
    end
endmodule
