// Ends the simulation by itself, in the way that kind_i asks for.
`default_nettype none

module stops (
    input wire       clk_i,
    input wire [2:0] kind_i
);
    always @(posedge clk_i) begin
        case (kind_i)
            1: $finish;
            2: $stop;
            3: $fatal(1, "number %0d is fatal", 42);
            4: begin
                $display("first line");
                $display("second line");
            end
            default: ;
        endcase
        not_five: assert (kind_i != 5) else $error("five is forbidden");
    end

    // Does not settle while kind_i is 6.
    wire loop /* verilator lint_off UNOPTFLAT */;
    assign loop = kind_i == 6 ? !loop : 1'b0;
    wire unused = &{1'b0, loop};
endmodule

`default_nettype wire
