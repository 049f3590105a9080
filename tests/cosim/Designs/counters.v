// A counter in each of two clock domains; the second domain also samples the first counter.
`default_nettype none

module counters (
    input  wire       clk_a_i,
    input  wire       clk_b_i,
    input  wire       rst_i,
    input  wire       enable_i,
    output reg  [7:0] count_a_o,
    output reg  [7:0] count_b_o,
    output reg  [7:0] sampled_o,
    output wire       both_odd_o
);
    assign both_odd_o = count_a_o[0] && count_b_o[0];

    always @(posedge clk_a_i)
        if (rst_i)
            count_a_o <= 8'd0;
        else if (enable_i)
            count_a_o <= count_a_o + 8'd1;

    always @(posedge clk_b_i) begin
        sampled_o <= count_a_o;
        if (rst_i)
            count_b_o <= 8'd0;
        else
            count_b_o <= count_b_o + 8'd1;
    end
endmodule

`default_nettype wire
