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
    parameter STALL_W             = 12,  // 5 or more, less than SILENCE_W
    parameter SILENCE_W           = 20
) (
    input  wire                           clk_i,
    input  wire                           rst_i,
    input  wire                           rx_i,
    output wire                           tx_o,
    output wire                           busy_o,     // a frame is received, done or answered
    output wire                           aresetn_o,
    output wire [7:0]                     awaddr_o,
    output wire                           awvalid_o,
    input  wire                           awready_i,
    output wire [31:0]                    wdata_o,
    output wire                           wvalid_o,
    input  wire                           wready_i,
    input  wire                           bvalid_i,   // taken at once
    output wire [7:0]                     araddr_o,
    output wire                           arvalid_o,
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

    // ---- bytes of the line ----
    wire       rx_valid, rx_error, tx_valid, tx_ready;
    wire [7:0] rx_byte, tx_byte;

    uart_receiver #(.CLOCKS_PER_BIT(CLOCKS_PER_BIT)) receiver (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .rx_i(rx_i),
        .valid_o(rx_valid),
        .data_o(rx_byte),
        .error_o(rx_error)
    );

    uart_transmitter #(.CLOCKS_PER_BIT(CLOCKS_PER_BIT)) transmitter (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .valid_i(tx_valid),
        .ready_o(tx_ready),
        .data_i(tx_byte),
        .tx_o(tx_o)
    );

    // ---- frames: a request is received, done, answered ----
    wire       start, refuse, listens, answering, answered, done;
    wire [2:0] command, status;
    wire [7:0] tag, address, count, words_done;
    wire       fetches_words, last;
    wire       is_done = status == 3'd0;
    wire       receiver_write, receiver_rewind, receiver_clear, receiver_take;
    wire       runner_write, runner_step, next_register;
    wire       transmitter_step, transmitter_rewind, transmitter_clear, transmitter_take;
    wire       full, word_ends;
    wire [7:0] words, buffer_byte;
    wire [15:0] crc;
    wire        moves, paused, stalled, silent;
    wire        write_register, read_register, give_weight, weight_room, give_activation, activation_room, take_output, output_valid, output_last;
    wire [31:0] word, output_word;

    frame_receiver requests (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .byte_valid_i(rx_valid),
        .byte_i(rx_byte),
        .byte_error_i(rx_error),
        .silent_i(silent),
        .answered_i(answered),
        .next_register_i(next_register),
        .begin_o(start),
        .refuse_o(refuse),
        .busy_o(busy_o),
        .listens_o(listens),
        .command_o(command),
        .tag_o(tag),
        .address_o(address),
        .count_o(count),
        .status_o(status),
        .write_o(receiver_write),
        .rewind_o(receiver_rewind),
        .full_i(full),
        .check_clear_o(receiver_clear),
        .check_take_o(receiver_take),
        .check_good_i(crc == 16'd0)
    );

    frame_transmitter answers (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .start_i(refuse || done),
        .active_o(answering),
        .done_o(answered),
        .status_i(status),
        .tag_i(tag),
        .last_i(is_done && last),
        .count_i(is_done ? words_done : 8'd0),
        .brings_words_i(is_done && fetches_words),
        .byte_valid_o(tx_valid),
        .byte_ready_i(tx_ready),
        .byte_o(tx_byte),
        .rewind_o(transmitter_rewind),
        .step_o(transmitter_step),
        .full_i(full),
        .word_byte_i(buffer_byte),
        .check_clear_o(transmitter_clear),
        .check_take_o(transmitter_take),
        .check_high_i(crc[15:8])
    );

    frame_checksum checksum (
        .clk_i(clk_i),
        .clear_i(receiver_clear || transmitter_clear),
        .take_i(receiver_take || transmitter_take),
        .byte_i(answering ? tx_byte : rx_byte),
        .crc_o(crc)
    );

    frame_buffer bytes (
        .clk_i(clk_i),
        .rewind_i(receiver_rewind || transmitter_rewind),
        .step_i(receiver_write || runner_step || transmitter_step),
        .write_i(receiver_write || runner_write),
        .byte_i(runner_write ? word[7:0] : rx_byte),
        .byte_o(buffer_byte),
        .limit_i(answering ? words_done : count),
        .full_o(full),
        .word_ends_o(word_ends),
        .words_o(words)
    );

    // ---- what is asked ----
    idle_timer #(.STALL_W(STALL_W), .SILENCE_W(SILENCE_W)) timer (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .moves_i(moves || (listens && (rx_valid || rx_error))),
        .paused_o(paused),
        .stalled_o(stalled),
        .silent_o(silent)
    );

    command_runner runner (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .begin_i(start),
        .answer_o(done),
        .command_i(command),
        .tag_i(tag),
        .words_done_o(words_done),
        .last_o(last),
        .fetches_words_o(fetches_words),
        .aresetn_o(aresetn_o),
        .moves_o(moves),
        .paused_i(paused),
        .stalled_i(stalled),
        .step_o(runner_step),
        .write_o(runner_write),
        .byte_i(buffer_byte),
        .word_o(word),
        .full_i(full),
        .word_ends_i(word_ends),
        .words_i(words),
        .write_register_o(write_register),
        .read_register_o(read_register),
        .next_register_o(next_register),
        .written_i(bvalid_i),
        .read_i(rvalid_i),
        .read_word_i(rdata_i),
        .give_weight_o(give_weight),
        .weight_room_i(weight_room),
        .give_activation_o(give_activation),
        .activation_room_i(activation_room),
        .take_output_o(take_output),
        .output_valid_i(output_valid),
        .output_last_i(output_last),
        .output_word_i(output_word)
    );

    // ---- the buses of the accelerator ----
    assign awaddr_o = address;
    assign araddr_o = address;
    assign wdata_o  = word;

    register_access registers (
        .clk_i(clk_i),
        .rst_i(!aresetn_o),
        .write_i(write_register),
        .read_i(read_register),
        .awvalid_o(awvalid_o),
        .awready_i(awready_i),
        .wvalid_o(wvalid_o),
        .wready_i(wready_i),
        .arvalid_o(arvalid_o),
        .arready_i(arready_i)
    );

    wire packet_ends = full && address[0];

    word_source #(.STREAM_W(WEIGHT_STREAM_W)) weights (
        .clk_i(clk_i),
        .rst_i(!aresetn_o),
        .give_i(give_weight),
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
        .give_i(give_activation),
        .room_o(activation_room),
        .word_i(word),
        .last_i(packet_ends),
        .tvalid_o(act_tvalid_o),
        .tready_i(act_tready_i),
        .tdata_o(act_tdata_o),
        .tlast_o(act_tlast_o)
    );

    word_sink #(.STREAM_W(OUTPUT_STREAM_W)) outputs (
        .clk_i(clk_i),
        .rst_i(!aresetn_o),
        .tvalid_i(out_tvalid_i),
        .tready_o(out_tready_o),
        .tdata_i(out_tdata_i),
        .tlast_i(out_tlast_i),
        .valid_o(output_valid),
        .word_o(output_word),
        .take_i(take_output),
        .last_o(output_last)
    );

endmodule

`default_nettype wire
