// Proven of command_runner: each request is answered once; words_done_o is what moved; nothing moves for a request that is repeated.
//
// Assumed: a request comes when the one before was answered and holds still until then; the buffer counts as frame_buffer does.
//
// proof: : bounded 40

    reg formal_running = 1'b0;
    always @(posedge clk_i) formal_running <= 1'b1;
    always @* if (!formal_running) assume (rst_i);

    // The buffer.
    reg [9:0] formal_place;
    reg [7:0] formal_limit;
    (* anyseq *) reg [7:0] formal_any_limit;
    always @(posedge clk_i) begin
        if (rst_i || answer_o || begin_i) formal_place <= 10'd0;
        else if (step_o) formal_place <= formal_place + 10'd1;
        if (rst_i || answer_o) formal_limit <= formal_any_limit;
    end
    always @* assume (formal_limit <= 8'd128 && words_i == formal_place[9:2] && word_ends_i == (formal_place[1:0] == 2'd3)
        && full_i == (words_i == formal_limit));

    // The request.
    reg       formal_asked, formal_repeats;
    reg [7:0] formal_moved, formal_before;
    always @(posedge clk_i)
        if (rst_i) formal_asked <= 1'b0;
        else if (answer_o) formal_asked <= 1'b0;
        else if (begin_i) begin
            formal_asked   <= 1'b1;
            formal_repeats <= repeated;
            formal_moved   <= 8'd0;
        end else if (put || got) formal_moved <= formal_moved + 8'd1;
    always @* begin
        assume (!begin_i || (!formal_asked && !rst_i && formal_place == 10'd0));
        assume (command_i <= OUTPUTS);
        assume (!output_last_i || (state == STORE && command_i == OUTPUTS && formal_place[1:0] == 2'd0));
    end
    always @(posedge clk_i) if (formal_running && (formal_asked || $past(answer_o))) assume (command_i == $past(command_i) && tag_i == $past(tag_i));

    // Where the place must be in a state.
    wire [9:0] formal_first = {formal_moved, 2'd0};
    reg        formal_right;
    always @*
        case (state)
            RESTART: formal_right = command_i == RESET && formal_place == 10'd0;
            NEXT: formal_right = formal_place == formal_first;
            FETCH: formal_right = !fetches_words_o && words_i == formal_moved && words_i < formal_limit && words_done_o == formal_moved;
            PUT: formal_right = !fetches_words_o && formal_place == formal_first + 10'd4 && words_done_o == formal_moved;
            GET: formal_right = fetches_words_o && formal_place == formal_first && words_i < formal_limit && words_done_o == formal_moved;
            STORE: formal_right = fetches_words_o && words_i == formal_moved - 8'd1 && words_i < formal_limit && words_done_o == words_i;
            default: formal_right = 1'b0;
        endcase

    wire formal_acts = step_o || write_o || put || got || take_output_o || write_register_o || read_register_o;
    always @(posedge clk_i)
        if (formal_running) begin
            if (answer_o) answers_only_requests: assert (formal_asked || begin_i);
            works_on_a_request_only: assert ((state != IDLE) == formal_asked);
            if (formal_acts) acts_on_a_request_only: assert (formal_asked);
            if (begin_i && repeated) repeated_is_answered_at_once: assert (answer_o && !formal_acts);
            if (formal_asked) new_is_remembered: assert (has_done && done_tag == tag_i && !formal_repeats);
            if (give_weight_o) weights_where_there_is_room: assert (command_i == WEIGHTS && weight_room_i);
            if (give_activation_o) activations_where_there_is_room: assert (command_i == ACTIVATIONS && activation_room_i);
            if (take_output_o) outputs_where_there_are_some: assert (command_i == OUTPUTS && output_valid_i);
            if (write_register_o) writes_where_asked: assert (command_i == WRITE && fetched);
            if (read_register_o) reads_where_asked: assert (command_i == READ && !full_i);
            if (step_o) within_the_frame: assert (words_i < formal_limit);
            if (answer_o && formal_asked && state != RESTART) words_done_is_what_moved: assert (
                (state == NEXT ? words_i : words_done_o) == formal_moved);
            if (state == PUT || state == GET) waits_for_one_word: assert (words_done_o == formal_moved);
            place_follows_the_words: assert (!formal_asked || formal_right);
            if (formal_asked) never_more_than_asked: assert (formal_moved <= formal_limit && (state == RESTART || command_i != RESET));
            if ($past(formal_running) && !$past(rst_i)) begin
                aresetn_low_for_a_reset_only: assert (aresetn_o == ($past(state) != RESTART));
                if ($past((state == PUT || state == GET) && stalled_i && !put && !got)) stall_ends_the_burst: assert ($past(answer_o));
                if ($past(formal_asked && !answer_o && !begin_i) && $past(rst_i) == 1'b0 && $past(last_o)) end_of_a_packet_is_kept: assert (last_o);
            end
        end
