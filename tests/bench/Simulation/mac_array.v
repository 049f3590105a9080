// N x N output-stationary systolic array of int8 multiply-accumulates with 32-bit sums and one read port.
`default_nettype none

module mac_array #(
    parameter N = 8   // a power of two
) (
    input  wire           clk,
    input  wire           clear,
    input  wire           valid,
    input  wire [8*N-1:0] a,          // one byte for each row, skewed by the driver
    input  wire [8*N-1:0] b,          // one byte for each column
    input  wire [15:0]    read_index,
    output wire [31:0]    read_data
);
    wire signed [31:0] sums [0:N*N-1];
    assign read_data = sums[read_index[$clog2(N*N)-1:0]];

    genvar r, c;
    generate
        for (r = 0; r < N; r = r + 1) begin : gen_row
            for (c = 0; c < N; c = c + 1) begin : gen_column
                reg signed [7:0]  a_out;
                reg signed [7:0]  b_out;
                reg signed [31:0] sum;
                wire signed [7:0] a_in;
                wire signed [7:0] b_in;
                if (c == 0) begin : gen_west
                    assign a_in = a[8*r +: 8];
                end else begin : gen_inner_row
                    assign a_in = gen_row[r].gen_column[c-1].a_out;
                end
                if (r == 0) begin : gen_north
                    assign b_in = b[8*c +: 8];
                end else begin : gen_inner_column
                    assign b_in = gen_row[r-1].gen_column[c].b_out;
                end
                assign sums[r*N+c] = sum;
                always @(posedge clk) begin
                    if (clear) sum <= 32'sd0;
                    else if (valid) begin
                        sum <= sum + a_in * b_in;
                        a_out <= a_in;
                        b_out <= b_in;
                    end
                end
            end
        end
    endgenerate
endmodule

`default_nettype wire
