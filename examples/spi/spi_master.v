// SPI master, mode 0: sends a byte and receives one, most significant bit first.
module spi_master #(
    parameter DIVIDE = 4            // clocks in half a bit
) (
    input            clk,
    input            rst,
    input            start,         // while not busy: send tx_data
    input      [7:0] tx_data,
    output reg [7:0] rx_data,       // valid when done
    output reg       busy,
    output reg       done,          // high for one clock
    output reg       sclk,
    output reg       cs_n,
    output           mosi,
    input            miso
);
    reg [7:0] shift;
    reg [3:0] bits;
    reg [7:0] wait_count;

    assign mosi = shift[7];

    always @(posedge clk) begin
        done <= 1'b0;
        if (rst) begin
            busy <= 1'b0;
            sclk <= 1'b0;
            cs_n <= 1'b1;
        end else if (!busy) begin
            cs_n <= 1'b1;
            if (start) begin
                busy <= 1'b1;
                cs_n <= 1'b0;
                shift <= tx_data;
                bits <= 4'd0;
                wait_count <= 8'd0;
            end
        end else if (wait_count != DIVIDE - 1) begin
            wait_count <= wait_count + 8'd1;
        end else begin
            wait_count <= 8'd0;
            sclk <= !sclk;
            if (!sclk) begin
                rx_data <= {rx_data[6:0], miso};
                bits <= bits + 4'd1;
            end else begin
                shift <= {shift[6:0], 1'b0};
                if (bits == 4'd8) begin
                    busy <= 1'b0;
                    done <= 1'b1;
                end
            end
        end
    end
endmodule
