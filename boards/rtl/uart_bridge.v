// Serial frames to the registers and streams of the accelerator, and back.
//
// The other side asks, the bridge answers, one frame at a time (docs/board.md):
//   request  sync 0xA5, command, tag, address, count, [count words], CRC
//   answer   sync 0x5A, status,  tag, last,    count, [count words], CRC
// A word is 32 bits, the CRC 16 (crc16). Nothing is done before the CRC of a request is right. The number of words that the registers or
// the stream took, or that follow, is the count of the answer: a stream that does not move for 2^STALL_W clocks ends a burst
// early, and the other side sends the rest again. A request with the tag of the one before is answered as that
// one was, and not done again. After a frame that is broken the bridge waits until the line is silent for 2^SILENCE_W clocks and
// says in the status why.
//
// Packets on the weight and activation streams are whole beats.
`default_nettype none

module uart_bridge #(
    parameter CLOCKS_PER_BIT      = 24,
    parameter WEIGHT_STREAM_W     = 32,  // each a multiple of 32
    parameter ACTIVATION_STREAM_W = 32,
    parameter OUTPUT_STREAM_W     = 32,
    parameter STALL_W             = 12,  // less than SILENCE_W
    parameter SILENCE_W           = 20
) (
    input  wire                           clk_i,
    input  wire                           rst_i,
    input  wire                           rx_i,
    output wire                           tx_o,
    output wire                           busy_o,     // a frame is received, done or answered
    output reg                            aresetn_o,
    output wire [7:0]                     awaddr_o,
    output reg                            awvalid_o,
    input  wire                           awready_i,
    output wire [31:0]                    wdata_o,
    output reg                            wvalid_o,
    input  wire                           wready_i,
    input  wire                           bvalid_i,   // taken at once
    output wire [7:0]                     araddr_o,
    output reg                            arvalid_o,
    input  wire                           arready_i,
    input  wire [31:0]                    rdata_i,
    input  wire                           rvalid_i,   // taken at once
    output wire                           weight_tvalid_o,
    input  wire                           weight_tready_i,
    output wire [WEIGHT_STREAM_W-1:0]     weight_tdata_o,
    output wire                           weight_tlast_o,
    output wire                           act_tvalid_o,
    input  wire                           act_tready_i,
    output wire [ACTIVATION_STREAM_W-1:0] act_tdata_o,
    output wire                           act_tlast_o,
    input  wire                           out_tvalid_i,
    output wire                           out_tready_o,
    input  wire [OUTPUT_STREAM_W-1:0]     out_tdata_i,
    input  wire                           out_tlast_i
);

    localparam [7:0] ASK = 8'hA5, ANSWER = 8'h5A, MOST_WORDS = 8'd128;
    localparam [2:0] RESET = 0, WRITE = 1, READ = 2, WEIGHTS = 3, ACTIVATIONS = 4, OUTPUTS = 5;
    localparam [2:0] DONE = 0, CHECKSUM = 1, COMMAND = 2, LENGTH = 3, FRAMING = 4, SILENCE = 5;
    localparam [3:0] HUNT = 0, HEADER = 1, PAYLOAD = 2, CHECK = 3, QUIET = 4, DECIDE = 5, RESTART = 6, FETCH = 7, GIVE = 8,
                     WRITTEN = 9, ASKED = 10, WAIT = 11, STORE = 12, REPLY = 13;

    generate
        if (STALL_W >= SILENCE_W) begin : gen_invalid
            uart_bridge_needs_STALL_W_less_than_SILENCE_W invalid_parameters ();
        end
    endgenerate

    reg [3:0] state;
    assign busy_o = state != HUNT;

    // ---- the line ----
    wire       rx_valid, rx_error, tx_ready;
    wire [7:0] rx_data;
    reg  [7:0] tx_data;
    wire       tx_take  = state == REPLY && tx_ready;
    wire       in_frame = state == HEADER || state == PAYLOAD || state == CHECK;

    uart_receiver #(.CLOCKS_PER_BIT(CLOCKS_PER_BIT)) receiver (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .rx_i(rx_i),
        .valid_o(rx_valid),
        .data_o(rx_data),
        .error_o(rx_error)
    );

    uart_transmitter #(.CLOCKS_PER_BIT(CLOCKS_PER_BIT)) transmitter (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .valid_i(state == REPLY),
        .ready_o(tx_ready),
        .data_i(tx_data),
        .tx_o(tx_o)
    );

    reg  [15:0] crc;
    wire [15:0] next_crc;
    crc16 checksum (
        .crc_i(crc),
        .data_i(state == REPLY ? tx_data : rx_data),
        .crc_o(next_crc)
    );

    // ---- the frame ----
    reg [2:0] place;       // in the header, in the CRC, in the answer
    reg [2:0] command;
    reg [7:0] tag;
    reg [7:0] address;
    reg [7:0] count;
    reg [8:0] byte_place;  // in the words
    reg [2:0] status;

    // What was done last, and how it is answered.
    reg       has_done;
    reg [7:0] done_tag;
    reg [7:0] done_count;
    reg       done_last;

    wire       carries_words = command == WRITE || command == WEIGHTS || command == ACTIVATIONS;
    wire       fetches_words = command == READ || command == OUTPUTS;
    wire       wrong_command = rx_data > {5'd0, OUTPUTS};
    wire       wrong_count   = rx_data > MOST_WORDS;
    wire [7:0] answer_count  = status == DONE ? done_count : 8'd0;
    wire [6:0] words         = state == REPLY ? answer_count[6:0] : count[6:0];
    wire       last_byte     = byte_place == {words, 2'b00} - 9'd1;
    wire       last_word     = done_count + 8'd1 == count;

    wire       good          = state == DECIDE && crc == 16'd0;
    wire       repeated      = has_done && tag == done_tag && command != RESET;
    wire       begins        = good && !repeated;

    // ---- words ----
    reg  [31:0] word;
    wire [7:0]  byte_read;
    wire        byte_in   = state == PAYLOAD && rx_valid;
    wire        word_ends = byte_place[1:0] == 2'd3;
    reg         fetched;  // the byte at byte_place is at the output of the memory

    ram_simple_dual_port #(.WIDTH(8), .DEPTH(512)) bytes (
        .clk_i(clk_i),
        .write_enable_i(byte_in || state == STORE),
        .write_address_i(byte_place),
        .write_data_i(state == STORE ? word[7:0] : rx_data),
        .read_enable_i(1'b1),
        .read_address_i(byte_place),
        .read_data_o(byte_read)
    );

    // ---- streams ----
    wire weight_room, act_room;
    wire to_weights  = state == GIVE && command == WEIGHTS && weight_room;
    wire to_act      = state == GIVE && command == ACTIVATIONS && act_room;
    wire packet_ends = last_word && address[0];

    word_source #(.STREAM_W(WEIGHT_STREAM_W)) weights (
        .clk_i(clk_i),
        .rst_i(!aresetn_o),
        .give_i(to_weights),
        .room_o(weight_room),
        .word_i(word),
        .last_i(packet_ends),
        .tvalid_o(weight_tvalid_o),
        .tready_i(weight_tready_i),
        .tdata_o(weight_tdata_o),
        .tlast_o(weight_tlast_o)
    );

    word_source #(.STREAM_W(ACTIVATION_STREAM_W)) activations (
        .clk_i(clk_i),
        .rst_i(!aresetn_o),
        .give_i(to_act),
        .room_o(act_room),
        .word_i(word),
        .last_i(packet_ends),
        .tvalid_o(act_tvalid_o),
        .tready_i(act_tready_i),
        .tdata_o(act_tdata_o),
        .tlast_o(act_tlast_o)
    );

    // Looked at in one clock, taken in the next: no path leads from tvalid to tready or back.
    reg         out_take;
    wire        out_valid;
    wire [31:0] out_word;
    stream_gearbox #(.IN_W(OUTPUT_STREAM_W), .OUT_W(32)) out_gearbox (
        .clk_i(clk_i),
        .rst_i(!aresetn_o),
        .clear_i(1'b0),
        .in_valid_i(out_tvalid_i),
        .in_ready_o(out_tready_o),
        .in_data_i(out_tdata_i),
        .out_valid_o(out_valid),
        .out_ready_i(out_take),
        .out_last_i(1'b0),
        .out_data_o(out_word)
    );

    assign awaddr_o = address;
    assign araddr_o = address;
    assign wdata_o  = word;

    // ---- time since something moved ----
    reg  [SILENCE_W:0] timer;
    wire               stalled  = timer[STALL_W];
    wire               silent   = timer[SILENCE_W];
    wire               word_out = to_weights || to_act || (state == WRITTEN && bvalid_i);
    wire               word_in  = (state == ASKED && rvalid_i) || (state == WAIT && out_valid);
    always @(posedge clk_i) begin
        if (rst_i || ((rx_valid || rx_error) && (in_frame || state == HUNT || state == QUIET)) || word_out || word_in || state == DECIDE) timer <= {(SILENCE_W+1){1'b0}};
        else timer <= timer + 1'b1;
    end

    // ---- what happens next ----
    always @(posedge clk_i) begin
        if (rst_i) state <= HUNT;
        else
            case (state)
                HUNT: if (rx_valid && rx_data == ASK) state <= HEADER;
                HEADER, PAYLOAD, CHECK: begin
                    if (silent) state <= REPLY;
                    else if (rx_error) state <= QUIET;
                    else if (rx_valid) begin
                        if (state == HEADER && place == 3'd0 && wrong_command) state <= QUIET;
                        if (state == HEADER && place == 3'd3)
                            state <= wrong_count ? QUIET : carries_words && rx_data != 8'd0 ? PAYLOAD : CHECK;
                        if (state == PAYLOAD && last_byte) state <= CHECK;
                        if (state == CHECK && place == 3'd1) state <= DECIDE;
                    end
                end
                QUIET: if (silent) state <= REPLY;
                DECIDE: begin
                    if (crc != 16'd0) state <= QUIET;
                    else if (command == RESET) state <= RESTART;
                    else if (count == 8'd0 || repeated) state <= REPLY;
                    else if (carries_words) state <= FETCH;
                    else state <= command == READ ? ASKED : WAIT;
                end
                RESTART: if (timer[4]) state <= REPLY;
                FETCH: if (fetched && word_ends) state <= command == WRITE ? WRITTEN : GIVE;
                GIVE, WRITTEN: begin
                    if (word_out) state <= last_word ? REPLY : FETCH;
                    else if (stalled) state <= REPLY;
                end
                ASKED, WAIT: begin
                    if (word_in) state <= STORE;
                    else if (stalled) state <= REPLY;
                end
                STORE: if (word_ends)
                    state <= done_last || done_count == count ? REPLY : command == READ ? ASKED : WAIT;
                default: if (tx_take && place == 3'd7) state <= HUNT;
            endcase
    end

    always @(posedge clk_i) begin
        case (state)
            HUNT: place <= 3'd0;
            HEADER, CHECK: if (rx_valid) place <= state == HEADER && place == 3'd3 ? 3'd0 : place + 3'd1;
            REPLY: if (tx_take) begin
                if (place == 3'd4) place <= fetches_words && answer_count != 8'd0 ? 3'd5 : 3'd6;
                else if (place != 3'd5 || last_byte) place <= place + 3'd1;
            end
            default: place <= 3'd0;
        endcase
        if (in_frame && silent) place <= 3'd0;

        if (state == HEADER && rx_valid)
            case (place[1:0])
                2'd0: command <= rx_data[2:0];
                2'd1: tag <= rx_data;
                2'd2: address <= rx_data;
                default: count <= rx_data;
            endcase
        else if ((state == WRITTEN && bvalid_i) || (state == ASKED && rvalid_i)) address <= address + 8'd4;

        if (state == HUNT || state == CHECK || state == DECIDE || state == QUIET) byte_place <= 9'd0;
        else if (byte_in || (state == FETCH && fetched) || state == STORE || (tx_take && place == 3'd5))
            byte_place <= byte_place + 9'd1;
        // The answer begins with the first byte; it comes from states that have gone past it.
        if (tx_take && place == 3'd0) byte_place <= 9'd0;

        fetched  <= state == FETCH && !fetched;
        out_take <= state == WAIT && out_valid;
        if (state == FETCH && fetched) word <= {byte_read, word[31:8]};
        else if (state == ASKED) word <= rdata_i;
        else if (state == WAIT) word <= out_word;
        else if (state == STORE) word <= {8'd0, word[31:8]};

        if (state == HUNT || (tx_take && place == 3'd0)) crc <= 16'hFFFF;
        else if ((in_frame && rx_valid) || tx_take) crc <= next_crc;

        if (state == HEADER && rx_valid && place == 3'd0) status <= wrong_command ? COMMAND : DONE;
        if (state == HEADER && rx_valid && place == 3'd3 && wrong_count) status <= LENGTH;
        if (in_frame && rx_error) status <= FRAMING;
        if (in_frame && silent) status <= SILENCE;
        if (state == DECIDE && crc != 16'd0) status <= CHECKSUM;
    end

    always @(posedge clk_i) begin
        if (rst_i || state == RESTART) begin
            has_done  <= state == RESTART && !rst_i;
            awvalid_o <= 1'b0;
            wvalid_o  <= 1'b0;
            arvalid_o <= 1'b0;
        end else begin
            if (good) has_done <= 1'b1;
            if (state == FETCH && fetched && word_ends && command == WRITE) begin
                awvalid_o <= 1'b1;
                wvalid_o  <= 1'b1;
            end else begin
                if (awready_i) awvalid_o <= 1'b0;
                if (wready_i) wvalid_o <= 1'b0;
            end
            if (command == READ && ((begins && count != 8'd0) || (state == STORE && word_ends && done_count != count)))
                arvalid_o <= 1'b1;
            else if (arready_i) arvalid_o <= 1'b0;
        end
        aresetn_o <= !rst_i && state != RESTART;
    end

    always @(posedge clk_i) begin
        if (begins) begin
            done_tag <= tag;
            done_count    <= 8'd0;
            done_last     <= 1'b0;
        end else if (word_out || word_in) begin
            done_count <= done_count + 8'd1;
        end else if (out_take) done_last <= out_tlast_i && out_tready_o;
    end

    always @*
        case (place)
            3'd0: tx_data = ANSWER;
            3'd1: tx_data = {5'd0, status};
            3'd2: tx_data = tag;
            3'd3: tx_data = {7'd0, status == DONE && done_last};
            3'd4: tx_data = answer_count;
            3'd5: tx_data = byte_read;
            default: tx_data = crc[15:8];
        endcase

endmodule

`default_nettype wire
