// Asks an AXI4-Lite bus: each part of a request is offered until it is taken. The answers are the asker's to wait for.
`default_nettype none

module register_access (
    input  wire clk_i,
    input  wire rst_i,
    input  wire write_i,    // address and data hold from the next clock until the answer
    input  wire read_i,
    output reg  awvalid_o,
    input  wire awready_i,
    output reg  wvalid_o,
    input  wire wready_i,
    output reg  arvalid_o,
    input  wire arready_i
);

    always @(posedge clk_i)
        if (rst_i) begin
            awvalid_o <= 1'b0;
            wvalid_o  <= 1'b0;
            arvalid_o <= 1'b0;
        end else begin
            awvalid_o <= write_i || (awvalid_o && !awready_i);
            wvalid_o  <= write_i || (wvalid_o && !wready_i);
            arvalid_o <= read_i || (arvalid_o && !arready_i);
        end

endmodule

`default_nettype wire
