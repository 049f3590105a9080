// A register between two AXI4-Streams that breaks every path through: full rate, two beats deep.
module axis_slice #(
    parameter DATA_W = 32
) (
    input                     aclk,
    input                     aresetn,
    input      [DATA_W-1:0]   s_axis_tdata,
    input      [DATA_W/8-1:0] s_axis_tkeep,
    input                     s_axis_tlast,
    input                     s_axis_tvalid,
    output reg                s_axis_tready,
    output reg [DATA_W-1:0]   m_axis_tdata,
    output reg [DATA_W/8-1:0] m_axis_tkeep,
    output reg                m_axis_tlast,
    output reg                m_axis_tvalid,
    input                     m_axis_tready
);
    reg [DATA_W-1:0]   spare_data;
    reg [DATA_W/8-1:0] spare_keep;
    reg                spare_last;

    wire room = !m_axis_tvalid || m_axis_tready;

    always @(posedge aclk) begin
        if (s_axis_tready)
            {spare_last, spare_keep, spare_data} <= {s_axis_tlast, s_axis_tkeep, s_axis_tdata};
        if (room) begin
            {m_axis_tlast, m_axis_tkeep, m_axis_tdata} <= s_axis_tready
                ? {s_axis_tlast, s_axis_tkeep, s_axis_tdata}
                : {spare_last, spare_keep, spare_data};
            m_axis_tvalid <= s_axis_tvalid || !s_axis_tready;
        end
        s_axis_tready <= room || (s_axis_tready && !s_axis_tvalid);
        if (!aresetn) begin
            m_axis_tvalid <= 1'b0;
            s_axis_tready <= 1'b1;
        end
    end
endmodule
