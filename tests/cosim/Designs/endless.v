// A loop that ends only when its input changes, which it cannot while the loop runs.
module endless (
    input  wire        clk_i,
    input  wire        loop_i,   // loops without a word
    input  wire        print_i,  // loops and prints
    input  wire        fail_i,   // loops and fails
    output reg  [31:0] count_o
);
    initial count_o = 0;
    always @(posedge clk_i) begin
        count_o = count_o + 1;
        while (loop_i) count_o = count_o + 1;
        while (print_i) $display("and again");
        while (fail_i) $error("it fails");
    end
endmodule
