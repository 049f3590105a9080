// Cuts a stream of IN_W-bit beats into words of OUT_W bits, packed without gaps, low bits first.
//
// A section of words starts at a new beat: with the last word of a section the consumer raises out_last_i, and what
// is left of the beat the word ends in is dropped. No beat is taken before it is needed, so none of the next section is lost.
// clear_i forgets what is stored.
// One word per clock where beats are wide enough (IN_W >= OUT_W), otherwise one beat per clock.
// Latency: 0 clocks where one width divides the other, otherwise 1.
`default_nettype none

module stream_gearbox #(
    parameter IN_W  = 64,  // bits in a beat
    parameter OUT_W = 88   // bits in a word
) (
    input  wire             clk_i,
    input  wire             rst_i,
    input  wire             clear_i,
    input  wire             in_valid_i,
    output wire             in_ready_o,
    input  wire [IN_W-1:0]  in_data_i,
    output wire             out_valid_o,
    input  wire             out_ready_i,
    input  wire             out_last_i,
    output wire [OUT_W-1:0] out_data_o
);

    // Greatest common divisor: the unit in which the buffer counts.
    function integer gcd;
        input integer a;
        input integer b;
        integer x;
        integer y;
        integer t;
        integer i;
        begin
            x = a;
            y = b;
            for (i = 0; i < 64; i = i + 1) begin
                if (y != 0) begin
                    t = x % y;
                    x = y;
                    y = t;
                end
            end
            gcd = x;
        end
    endfunction

    generate
        if (IN_W == OUT_W) begin : gen_same
            wire unused_control = &{1'b0, clk_i, rst_i, clear_i, out_last_i};
            assign out_valid_o = in_valid_i;
            assign out_data_o  = in_data_i;
            assign in_ready_o  = out_ready_i;
        end else if (IN_W % OUT_W == 0) begin : gen_slice
            // Several words in a beat: the beat waits at the input until its last word is taken.
            localparam [31:0] WORDS = IN_W / OUT_W;
            localparam COUNT_W = $clog2(WORDS);
            localparam [31:0] LAST = WORDS - 1;

            reg  [COUNT_W-1:0] position;
            wire               beat_ends = out_last_i || position == LAST[COUNT_W-1:0];

            assign out_valid_o = in_valid_i;
            assign out_data_o  = in_data_i[position*OUT_W +: OUT_W];
            assign in_ready_o  = out_ready_i && beat_ends;

            always @(posedge clk_i) begin
                if (rst_i || clear_i) position <= {COUNT_W{1'b0}};
                else if (in_valid_i && out_ready_i) position <= beat_ends ? {COUNT_W{1'b0}} : position + 1'b1;
            end
        end else if (OUT_W % IN_W == 0) begin : gen_collect
            // Several beats in a word: all but the last are stored.
            localparam [31:0] BEATS = OUT_W / IN_W;
            localparam COUNT_W = $clog2(BEATS);
            localparam [31:0] LAST = BEATS - 1;

            reg [COUNT_W-1:0]    position;
            reg [OUT_W-IN_W-1:0] stored;
            wire                 word_ends = position == LAST[COUNT_W-1:0];

            wire unused_last = &{1'b0, out_last_i};
            assign out_valid_o = in_valid_i && word_ends;
            assign out_data_o  = {in_data_i, stored};
            assign in_ready_o  = !word_ends || out_ready_i;

            always @(posedge clk_i) begin
                if (rst_i || clear_i) position <= {COUNT_W{1'b0}};
                else if (in_valid_i && in_ready_o) position <= word_ends ? {COUNT_W{1'b0}} : position + 1'b1;
            end

            if (BEATS == 2) begin : gen_two
                always @(posedge clk_i) if (in_valid_i && !word_ends) stored <= in_data_i;
            end else begin : gen_more
                always @(posedge clk_i)
                    if (in_valid_i && !word_ends) stored <= {in_data_i, stored[OUT_W-IN_W-1:IN_W]};
            end
        end else begin : gen_general
            localparam UNIT     = gcd(IN_W, OUT_W);
            localparam [31:0] IN_U  = IN_W / UNIT;
            localparam [31:0] OUT_U = OUT_W / UNIT;
            localparam BUFFER_U = OUT_U - 1 + IN_U;
            localparam BUFFER_W = BUFFER_U * UNIT;
            localparam COUNT_W  = $clog2(BUFFER_U + 1);
            localparam [COUNT_W-1:0] IN_COUNT  = IN_U[COUNT_W-1:0];
            localparam [COUNT_W-1:0] OUT_COUNT = OUT_U[COUNT_W-1:0];

            reg [BUFFER_W-1:0] buffer;
            reg [COUNT_W-1:0]  count;  // units stored

            wire               take        = out_valid_o && out_ready_i;
            wire [COUNT_W-1:0] left        = take ? count - OUT_COUNT : count;
            wire [BUFFER_W-1:0] left_data;
            wire               give        = in_valid_i && in_ready_o;
            wire [BUFFER_W-1:0] beat       = {{(BUFFER_W-IN_W){1'b0}}, in_data_i};
            wire [BUFFER_W-1:0] below      = ~({BUFFER_W{1'b1}} << (left * UNIT));

            if (BUFFER_W > OUT_W) begin : gen_shift
                assign left_data = take ? {{OUT_W{1'b0}}, buffer[BUFFER_W-1:OUT_W]} : buffer;
            end else begin : gen_empty
                assign left_data = buffer;
            end

            assign out_valid_o = count >= OUT_COUNT;
            assign out_data_o  = buffer[OUT_W-1:0];
            assign in_ready_o  = left < OUT_COUNT && !(take && out_last_i);

            always @(posedge clk_i) begin
                if (rst_i || clear_i || (take && out_last_i)) count <= {COUNT_W{1'b0}};
                else count <= give ? left + IN_COUNT : left;
            end

            always @(posedge clk_i)
                if (give) buffer <= (left_data & below) | (beat << (left * UNIT));
                else if (take) buffer <= left_data;
        end
    endgenerate

endmodule

`default_nettype wire
