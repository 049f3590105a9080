// Calls a function written in C++ at its tenth clock.
module native (
    input  wire        clk_i,
    input  wire [2:0]  kind_i,
    output reg  [31:0] count_o
);
    import "DPI-C" function int misbehave(input int kind);
    initial count_o = 0;
    always @(posedge clk_i) begin
        count_o <= count_o + 1;
        if (count_o == 9) count_o <= misbehave({29'd0, kind_i});
    end
endmodule
