// A stream source that breaks a rule: FAULT 0 none, 1 valid falls early, 2 data changes, 3 keep has a gap,
// 4 a partial beat inside a packet, 5 valid during reset.
`default_nettype none

module broken_stream #(
    parameter FAULT = 0
) (
    input  wire        aclk,
    input  wire        aresetn,
    output reg  [31:0] m_axis_tdata,
    output wire [3:0]  m_axis_tkeep,
    output wire        m_axis_tlast,
    output wire        m_axis_tvalid,
    input  wire        m_axis_tready
);
    reg [2:0] phase;
    wire      taken = m_axis_tvalid && m_axis_tready;

    assign m_axis_tvalid = FAULT == 5 ? 1'b1 : phase[2] && !(FAULT == 1 && phase == 3'd6);
    assign m_axis_tlast  = 1'b0;
    assign m_axis_tkeep  = FAULT == 3 ? 4'b1011 : FAULT == 4 ? 4'b0011 : 4'b1111;

    always @(posedge aclk) begin
        phase <= phase[2] && !taken && phase == 3'd7 ? 3'd4 : taken ? 3'd0 : phase + 3'd1;
        if (taken || FAULT == 2)
            m_axis_tdata <= m_axis_tdata + 32'd1;
        if (!aresetn)
            phase <= 3'd0;
    end
endmodule

`default_nettype wire
