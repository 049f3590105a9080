// First-in first-out buffer between two AXI4-Streams.
`default_nettype none

module axis_fifo #(
    parameter DATA_W  = 32,
    parameter DEPTH_W = 4   // log2 of the words
) (
    input  wire                aclk,
    input  wire                aresetn,
    input  wire [DATA_W-1:0]   s_axis_tdata,
    input  wire [DATA_W/8-1:0] s_axis_tkeep,
    input  wire                s_axis_tlast,
    input  wire                s_axis_tvalid,
    output wire                s_axis_tready,
    output wire [DATA_W-1:0]   m_axis_tdata,
    output wire [DATA_W/8-1:0] m_axis_tkeep,
    output wire                m_axis_tlast,
    output wire                m_axis_tvalid,
    input  wire                m_axis_tready
);
    localparam WORD_W = DATA_W + DATA_W/8 + 1;

    reg [WORD_W-1:0]  memory [0:(1<<DEPTH_W)-1];
    reg [DEPTH_W:0]   write_pointer;
    reg [DEPTH_W:0]   read_pointer;

    wire full = write_pointer == {~read_pointer[DEPTH_W], read_pointer[DEPTH_W-1:0]};

    assign s_axis_tready = !full;
    assign m_axis_tvalid = write_pointer != read_pointer;
    assign {m_axis_tlast, m_axis_tkeep, m_axis_tdata} = memory[read_pointer[DEPTH_W-1:0]];

    always @(posedge aclk) begin
        if (s_axis_tvalid && s_axis_tready) begin
            memory[write_pointer[DEPTH_W-1:0]] <= {s_axis_tlast, s_axis_tkeep, s_axis_tdata};
            write_pointer <= write_pointer + 1'b1;
        end
        if (m_axis_tvalid && m_axis_tready)
            read_pointer <= read_pointer + 1'b1;
        if (!aresetn) begin
            write_pointer <= 0;
            read_pointer <= 0;
        end
    end
endmodule

`default_nettype wire
