// Receives bytes from a serial line: one start bit, eight data bits with the lowest first, one stop bit.
//
// A bit is sampled in its middle, counted from the start bit's edge: sender and receiver may differ by 4 % in rate. A low
// start bit that is over by its middle was noise. A byte whose stop bit is low is not given out; error_o pulses, and nothing
// is received until the line has been high.
// Latency: valid_o and data_o for one clock, in the middle of the stop bit.
`default_nettype none

module uart_receiver #(
    parameter CLOCKS_PER_BIT = 24  // 4 or more
) (
    input  wire       clk_i,
    input  wire       rst_i,
    input  wire       rx_i,        // asynchronous, idles high
    output reg        valid_o,
    output reg  [7:0] data_o,
    output reg        error_o
);

    localparam COUNT_W = $clog2(CLOCKS_PER_BIT);
    localparam [31:0] WHOLE = CLOCKS_PER_BIT - 1;
    localparam [31:0] HALF  = CLOCKS_PER_BIT / 2 - 1;
    localparam [3:0]  START = 4'd0, STOP = 4'd9;

    generate
        if (CLOCKS_PER_BIT < 4) begin : gen_invalid
            uart_receiver_needs_CLOCKS_PER_BIT_of_at_least_4 invalid_parameters ();
        end
    endgenerate

    reg [1:0] samples;
    wire      line = samples[1];
    always @(posedge clk_i) samples <= rst_i ? 2'b00 : {samples[0], rx_i};

    reg               armed;  // the line has been high since the last byte
    reg               busy;
    reg [3:0]         place;  // START, data bits 1 to 8, STOP
    reg [COUNT_W-1:0] count;  // clocks until the next sample
    wire              sample = busy && count == {COUNT_W{1'b0}};

    always @(posedge clk_i) begin
        if (rst_i) begin
            armed   <= 1'b0;
            busy    <= 1'b0;
            valid_o <= 1'b0;
            error_o <= 1'b0;
        end else begin
            valid_o <= sample && place == STOP && line;
            error_o <= sample && place == STOP && !line;
            if (!busy) begin
                armed <= line;
                busy  <= armed && !line;
            end else if (sample && (place == STOP || (place == START && line))) begin
                armed <= line;
                busy  <= 1'b0;
            end
        end
    end

    always @(posedge clk_i) begin
        if (!busy) begin
            count <= HALF[COUNT_W-1:0];
            place <= START;
        end else if (sample) begin
            count <= WHOLE[COUNT_W-1:0];
            place <= place + 1'b1;
            if (place != STOP) data_o <= {line, data_o[7:1]};
        end else count <= count - 1'b1;
    end

endmodule

`default_nettype wire
