// An AXI4-Lite slave that breaks a rule: FAULT 0 none, 1 answers a write before its data, 2 offers read data unasked,
// 3 never takes an address.
`default_nettype none

module broken_axil #(
    parameter FAULT = 0
) (
    input  wire        aclk,
    input  wire        aresetn,
    input  wire [7:0]  s_axi_awaddr,
    input  wire        s_axi_awvalid,
    output wire        s_axi_awready,
    input  wire [31:0] s_axi_wdata,
    input  wire [3:0]  s_axi_wstrb,
    input  wire        s_axi_wvalid,
    output wire        s_axi_wready,
    output wire [1:0]  s_axi_bresp,
    output reg         s_axi_bvalid,
    input  wire        s_axi_bready,
    input  wire [7:0]  s_axi_araddr,
    input  wire        s_axi_arvalid,
    output wire        s_axi_arready,
    output wire [31:0] s_axi_rdata,
    output wire [1:0]  s_axi_rresp,
    output wire        s_axi_rvalid,
    input  wire        s_axi_rready
);
    reg  has_address;
    wire has_data = s_axi_wvalid && has_address && !s_axi_bvalid;

    assign s_axi_awready = FAULT != 3 && !has_address;
    assign s_axi_wready  = has_address && !s_axi_bvalid && FAULT != 1;
    assign s_axi_bresp   = 2'd0;
    assign s_axi_arready = 1'b1;
    assign s_axi_rdata   = 32'd0;
    assign s_axi_rresp   = 2'd0;
    assign s_axi_rvalid  = FAULT == 2 && aresetn;

    always @(posedge aclk) begin
        if (s_axi_awvalid && s_axi_awready)
            has_address <= 1'b1;
        if (FAULT == 1 ? has_address : has_data)
            s_axi_bvalid <= 1'b1;
        if (s_axi_bvalid && s_axi_bready) begin
            s_axi_bvalid <= 1'b0;
            has_address  <= 1'b0;
        end
        if (!aresetn) begin
            has_address  <= 1'b0;
            s_axi_bvalid <= 1'b0;
        end
    end

    wire unused = &{1'b0, s_axi_awaddr, s_axi_wdata, s_axi_wstrb, s_axi_araddr, s_axi_arvalid, s_axi_rready};
endmodule

`default_nettype wire
