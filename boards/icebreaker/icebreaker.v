// The iCEBreaker: oscillator, PLL, reset and pins around the accelerator. The only file with cells of the vendor.
//
// Pins: icebreaker.pcf. The button resets; the green light shows a frame being served, the red one an interrupt.
`default_nettype none

module icebreaker (
    input  wire clk,     // 12 MHz
    input  wire btn_n,
    input  wire rx,
    output wire tx,
    output wire ledg_n,
    output wire ledr_n
);

    wire clock, locked;

    // @MHZ@ MHz = 12 MHz * (DIVF + 1) / 2^DIVQ
    SB_PLL40_PAD #(
        .FEEDBACK_PATH("SIMPLE"),
        .DIVR(4'd0),
        .DIVF(7'd@DIVF@),
        .DIVQ(3'd@DIVQ@),
        .FILTER_RANGE(3'd1)
    ) pll (
        .PACKAGEPIN(clk),
        .PLLOUTGLOBAL(clock),
        .LOCK(locked),
        .RESETB(1'b1),
        .BYPASS(1'b0)
    );

    // Released 16 clocks after button and PLL allow it; starts at 0, as all registers of the part do.
    reg [1:0] allowed = 2'b00;
    reg [4:0] count   = 5'd0;
    wire      rst     = !count[4];
    always @(posedge clock) begin
        allowed <= {allowed[0], locked && btn_n};
        if (!allowed[1]) count <= 5'd0;
        else if (rst) count <= count + 5'd1;
    end

    wire busy, irq;
    assign ledg_n = !busy;
    assign ledr_n = !irq;

    uart_accelerator #(.CLOCKS_PER_BIT(@CLOCKS_PER_BIT@)) accelerator (
        .clk_i(clock),
        .rst_i(rst),
        .rx_i(rx),
        .tx_o(tx),
        .busy_o(busy),
        .irq_o(irq)
    );

endmodule

`default_nettype wire
