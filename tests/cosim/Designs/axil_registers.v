// Four 32-bit registers behind AXI4-Lite. Addresses from 16 on are answered with SLVERR.
`default_nettype none

module axil_registers (
    input  wire        aclk,
    input  wire        aresetn,
    input  wire [7:0]  s_axi_awaddr,
    input  wire        s_axi_awvalid,
    output wire        s_axi_awready,
    input  wire [31:0] s_axi_wdata,
    input  wire [3:0]  s_axi_wstrb,
    input  wire        s_axi_wvalid,
    output wire        s_axi_wready,
    output reg  [1:0]  s_axi_bresp,
    output reg         s_axi_bvalid,
    input  wire        s_axi_bready,
    input  wire [7:0]  s_axi_araddr,
    input  wire        s_axi_arvalid,
    output wire        s_axi_arready,
    output reg  [31:0] s_axi_rdata,
    output reg  [1:0]  s_axi_rresp,
    output reg         s_axi_rvalid,
    input  wire        s_axi_rready
);
    reg [31:0] registers [0:3];

    wire write = s_axi_awvalid && s_axi_wvalid && !s_axi_bvalid;
    wire read  = s_axi_arvalid && !s_axi_rvalid;

    assign s_axi_awready = write;
    assign s_axi_wready  = write;
    assign s_axi_arready = read;

    integer i;

    always @(posedge aclk) begin
        if (s_axi_bready)
            s_axi_bvalid <= 1'b0;
        if (s_axi_rready)
            s_axi_rvalid <= 1'b0;
        if (write) begin
            s_axi_bvalid <= 1'b1;
            s_axi_bresp  <= s_axi_awaddr[7:4] == 0 ? 2'd0 : 2'd2;
            if (s_axi_awaddr[7:4] == 0)
                for (i = 0; i < 4; i = i + 1)
                    if (s_axi_wstrb[i])
                        registers[s_axi_awaddr[3:2]][8*i +: 8] <= s_axi_wdata[8*i +: 8];
        end
        if (read) begin
            s_axi_rvalid <= 1'b1;
            s_axi_rresp  <= s_axi_araddr[7:4] == 0 ? 2'd0 : 2'd2;
            s_axi_rdata  <= registers[s_axi_araddr[3:2]];
        end
        if (!aresetn) begin
            s_axi_bvalid <= 1'b0;
            s_axi_rvalid <= 1'b0;
        end
    end
endmodule

`default_nettype wire
