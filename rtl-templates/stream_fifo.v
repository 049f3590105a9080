// First-in first-out queue of registers with valid/ready on both sides.
//
// Full throughput; no path from an input to an output.
// Latency: 1 clock.
`default_nettype none

module stream_fifo #(
    parameter WIDTH = 8,  // bits in an entry
    parameter DEPTH = 2   // entries, a power of two, at least 2
) (
    input  wire             clk_i,
    input  wire             rst_i,
    input  wire             in_valid_i,
    output wire             in_ready_o,
    input  wire [WIDTH-1:0] in_data_i,
    output wire             out_valid_o,
    input  wire             out_ready_i,
    output wire [WIDTH-1:0] out_data_o
);

    localparam POINTER_W = $clog2(DEPTH);

    generate
        if (DEPTH < 2 || (1 << POINTER_W) != DEPTH) begin : gen_invalid
            stream_fifo_needs_DEPTH_a_power_of_two_of_at_least_2 invalid_parameters ();
        end
    endgenerate

    // The pointers carry one bit more than an address: equal means empty, equal but for that bit means full.
    reg [POINTER_W:0] write_pointer;
    reg [POINTER_W:0] read_pointer;
    reg [WIDTH-1:0]   entries [0:DEPTH-1];

    wire full  = write_pointer == {~read_pointer[POINTER_W], read_pointer[POINTER_W-1:0]};
    wire write = in_valid_i && in_ready_o;
    wire read  = out_valid_o && out_ready_i;

    assign in_ready_o  = !full;
    assign out_valid_o = write_pointer != read_pointer;
    assign out_data_o  = entries[read_pointer[POINTER_W-1:0]];

    always @(posedge clk_i) begin
        if (rst_i) begin
            write_pointer <= {(POINTER_W + 1){1'b0}};
            read_pointer  <= {(POINTER_W + 1){1'b0}};
        end else begin
            if (write) write_pointer <= write_pointer + 1'b1;
            if (read) read_pointer <= read_pointer + 1'b1;
        end
    end

    always @(posedge clk_i) if (write) entries[write_pointer[POINTER_W-1:0]] <= in_data_i;

endmodule

`default_nettype wire
