// Takes requests out of the bytes of a serial line: sync 0xA5, command, tag, address, count, [count words], CRC.
//
// A request whose CRC is right is given out by begin_o, one that is not, or that has other faults (docs/board.md), by refuse_o with
// its status, once the line has been silent: what follows a broken frame is not looked at. Then nothing is received until
// the answer has left.
// Latency: begin_o comes 2 clocks after the last byte.
`default_nettype none

module frame_receiver (
    input  wire       clk_i,
    input  wire       rst_i,
    input  wire       byte_valid_i,
    input  wire [7:0] byte_i,
    input  wire       byte_error_i,      // a byte without stop bit
    input  wire       silent_i,          // no byte for so long that the frame is over
    input  wire       answered_i,        // the answer has left
    input  wire       next_register_i,   // the address moves on
    output wire       begin_o,
    output wire       refuse_o,
    output wire       busy_o,            // a frame is received, or waits for its answer
    output wire       listens_o,         // bytes are looked at
    output reg  [2:0] command_o,
    output reg  [7:0] tag_o,
    output reg  [7:0] address_o,
    output reg  [7:0] count_o,
    output reg  [2:0] status_o,
    // the words, in frame_buffer
    output wire       write_o,
    output wire       rewind_o,
    input  wire       full_i,            // count words are there
    // the checksum
    output wire       check_clear_o,
    output wire       check_take_o,
    input  wire       check_good_i       // all bytes were taken, and their CRC with them
);

    localparam [7:0] SYNC = 8'hA5, LAST_COMMAND = 8'd5, MOST_WORDS = 8'd128;
    localparam [2:0] WRITE = 1, WEIGHTS = 3, ACTIVATIONS = 4;
    localparam [2:0] DONE = 0, CHECKSUM = 1, COMMAND = 2, LENGTH = 3, FRAMING = 4, SILENCE = 5;
    localparam [3:0] HUNT = 0, IN_COMMAND = 1, IN_TAG = 2, IN_ADDRESS = 3, IN_COUNT = 4, IN_WORDS = 5, IN_CHECK = 6, VERDICT = 7,
                     QUIET = 8, BEGIN = 9, REFUSE = 10, ANSWER = 11;

    reg [3:0] state;
    wire in_frame      = state != HUNT && state < VERDICT;
    wire carries_words = command_o == WRITE || command_o == WEIGHTS || command_o == ACTIVATIONS;
    wire words_end     = !carries_words || full_i;
    wire wrong_command = byte_i > LAST_COMMAND;
    wire wrong_count   = byte_i > MOST_WORDS;

    assign begin_o       = state == BEGIN;
    assign refuse_o      = state == REFUSE;
    assign busy_o        = state != HUNT;
    assign listens_o     = state < BEGIN;
    assign write_o       = state == IN_WORDS && byte_valid_i && !words_end;
    assign rewind_o      = state == IN_COUNT || state == VERDICT || state == REFUSE;
    assign check_clear_o = state == HUNT;
    assign check_take_o  = in_frame && byte_valid_i;

    always @(posedge clk_i) begin
        if (rst_i) state <= HUNT;
        else if (in_frame && silent_i) state <= REFUSE;
        else if (in_frame && byte_error_i) state <= QUIET;
        else
            case (state)
                HUNT: if (byte_valid_i && byte_i == SYNC) state <= IN_COMMAND;
                IN_COMMAND: if (byte_valid_i) state <= wrong_command ? QUIET : IN_TAG;
                IN_TAG: if (byte_valid_i) state <= IN_ADDRESS;
                IN_ADDRESS: if (byte_valid_i) state <= IN_COUNT;
                IN_COUNT: if (byte_valid_i) state <= wrong_count ? QUIET : IN_WORDS;
                IN_WORDS: if (byte_valid_i && words_end) state <= IN_CHECK;  // that byte was the CRC's first
                IN_CHECK: if (byte_valid_i) state <= VERDICT;
                VERDICT: state <= check_good_i ? BEGIN : QUIET;
                QUIET: if (silent_i) state <= REFUSE;
                BEGIN, REFUSE: state <= ANSWER;
                default: if (answered_i) state <= HUNT;
            endcase
    end

    always @(posedge clk_i) begin
        if (state == IN_COMMAND && byte_valid_i) command_o <= byte_i[2:0];
        if (state == IN_TAG && byte_valid_i) tag_o <= byte_i;
        if (state == IN_ADDRESS && byte_valid_i) address_o <= byte_i;
        else if (next_register_i) address_o <= address_o + 8'd4;
        if (state == IN_COUNT && byte_valid_i) count_o <= byte_i;

        if (state == HUNT) status_o <= DONE;
        else if (in_frame && silent_i) status_o <= SILENCE;
        else if (in_frame && byte_error_i) status_o <= FRAMING;
        else if (state == IN_COMMAND && byte_valid_i && wrong_command) status_o <= COMMAND;
        else if (state == IN_COUNT && byte_valid_i && wrong_count) status_o <= LENGTH;
        else if (state == VERDICT && !check_good_i) status_o <= CHECKSUM;
    end

endmodule

`default_nettype wire
