// Sends bytes on a serial line: one start bit, eight data bits with the lowest first, one stop bit.
//
// Bytes that are offered without a pause leave without one.
// Latency: the start bit begins 1 clock after a byte is taken.
`default_nettype none

module uart_transmitter #(
    parameter CLOCKS_PER_BIT = 24  // 2 or more
) (
    input  wire       clk_i,
    input  wire       rst_i,
    input  wire       valid_i,
    output wire       ready_o,
    input  wire [7:0] data_i,
    output wire       tx_o
);

    localparam COUNT_W = $clog2(CLOCKS_PER_BIT);
    localparam [31:0] WHOLE = CLOCKS_PER_BIT - 1;

    generate
        if (CLOCKS_PER_BIT < 2) begin : gen_invalid
            uart_transmitter_needs_CLOCKS_PER_BIT_of_at_least_2 invalid_parameters ();
        end
    endgenerate

    // What is left to send, the bit on the line lowest. Ones follow the stop bit: nothing but ones is left when it is on the line.
    reg [9:0]         bits;
    reg [COUNT_W-1:0] count;   // clocks until the bit on the line ends
    wire              ends    = count == {COUNT_W{1'b0}};
    reg [3:0]         places;  // bits after the one on the line
    wire              idle    = places == 4'd0 && ends;

    assign ready_o = idle;
    assign tx_o    = bits[0];

    always @(posedge clk_i) begin
        if (rst_i) begin
            bits   <= {10{1'b1}};
            places <= 4'd0;
            count  <= {COUNT_W{1'b0}};
        end else if (idle) begin
            if (valid_i) begin
                bits   <= {1'b1, data_i, 1'b0};
                places <= 4'd9;
                count  <= WHOLE[COUNT_W-1:0];
            end
        end else if (ends) begin
            bits   <= {1'b1, bits[9:1]};
            places <= places - 1'b1;
            count  <= WHOLE[COUNT_W-1:0];
        end else count <= count - 1'b1;
    end

endmodule

`default_nettype wire
