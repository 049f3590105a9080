// Does what a request asks, word by word, and keeps what the answer says of it.
//
// A word that does not move for the time of idle_timer ends a burst early: words_done_o says how many were moved. A request with the tag of
// the one before is answered as that one was, and not done again.
`default_nettype none

module command_runner (
    input  wire        clk_i,
    input  wire        rst_i,
    input  wire        begin_i,
    output wire        answer_o,         // done, for one clock
    input  wire [2:0]  command_i,
    input  wire [7:0]  tag_i,
    output reg  [7:0]  words_done_o,
    output reg         last_o,           // the last word that came ended its packet
    output wire        fetches_words_o,  // words come, they are not sent
    output reg         aresetn_o,
    // time
    output wire        moves_o,
    input  wire        paused_i,
    input  wire        stalled_i,
    // the words, in frame_buffer
    output wire        step_o,
    output wire        write_o,
    input  wire [7:0]  byte_i,
    output reg  [31:0] word_o,
    input  wire        full_i,
    input  wire        word_ends_i,
    input  wire [7:0]  words_i,
    // registers
    output wire        write_register_o,
    output wire        read_register_o,
    output wire        next_register_o,
    input  wire        written_i,
    input  wire        read_i,
    input  wire [31:0] read_word_i,
    // streams
    output wire        give_weight_o,
    input  wire        weight_room_i,
    output wire        give_activation_o,
    input  wire        activation_room_i,
    output wire        take_output_o,
    input  wire        output_valid_i,
    input  wire        output_last_i,    // of the word taken in the clock before
    input  wire [31:0] output_word_i
);

    localparam [2:0] RESET = 0, WRITE = 1, READ = 2, WEIGHTS = 3, ACTIVATIONS = 4, OUTPUTS = 5;
    localparam [2:0] IDLE = 0, RESTART = 1, NEXT = 2, FETCH = 3, PUT = 4, GET = 5, STORE = 6;

    reg [2:0] state;
    reg       has_done;
    reg [7:0] done_tag;
    reg       fetched;  // the byte at the place is read

    wire repeated = has_done && tag_i == done_tag && command_i != RESET;
    wire ends     = full_i || last_o;
    wire put      = state == PUT && (give_weight_o || give_activation_o || (command_i == WRITE && written_i));
    wire got      = state == GET && (command_i == READ ? read_i : output_valid_i);

    assign fetches_words_o   = command_i == READ || command_i == OUTPUTS;
    assign give_weight_o     = state == PUT && command_i == WEIGHTS && weight_room_i;
    assign give_activation_o = state == PUT && command_i == ACTIVATIONS && activation_room_i;
    assign take_output_o     = got && command_i == OUTPUTS;
    assign write_register_o  = state == FETCH && fetched && word_ends_i && command_i == WRITE;
    assign read_register_o   = state == NEXT && !ends && command_i == READ;
    assign next_register_o   = put || got;
    assign moves_o           = begin_i || put || got;
    assign step_o            = (state == FETCH && fetched) || state == STORE;
    assign write_o           = state == STORE;
    assign answer_o          = (begin_i && repeated) || (state == RESTART && paused_i) || (state == NEXT && ends)
                               || ((state == PUT || state == GET) && !put && !got && stalled_i);

    always @(posedge clk_i) begin
        if (rst_i || answer_o) state <= IDLE;
        else
            case (state)
                IDLE: if (begin_i) state <= command_i == RESET ? RESTART : NEXT;
                NEXT: state <= fetches_words_o ? GET : FETCH;
                FETCH: if (fetched && word_ends_i) state <= PUT;
                PUT: if (put) state <= NEXT;
                GET: if (got) state <= STORE;
                STORE: if (word_ends_i) state <= NEXT;
                default: ;
            endcase
    end

    always @(posedge clk_i) begin
        aresetn_o <= !rst_i && state != RESTART;
        fetched   <= state == FETCH && !fetched;

        if (rst_i) has_done <= 1'b0;
        else if (begin_i) has_done <= 1'b1;
        if (begin_i) done_tag <= tag_i;

        if (state == NEXT || state == RESTART) words_done_o <= words_i;
        if (begin_i && !repeated) last_o <= 1'b0;
        else if (output_last_i) last_o <= 1'b1;

        if (state == GET) word_o <= command_i == READ ? read_word_i : output_word_i;
        else if ((state == FETCH && fetched) || state == STORE) word_o <= {byte_i, word_o[31:8]};
    end

endmodule

`default_nettype wire
