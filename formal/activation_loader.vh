// Proven of activation_loader: it never writes into a bank in use, fills each in order and whole, and free banks are 0 to 2.
// Assumed of the callers: jobs have rows and blocks that fit and hold until taken, only a full bank is released.
//
// proof: STREAM_W=8 M_TILE=1 BLOCK=1 DEPTH=2: bounded 20
// proof: STREAM_W=8 M_TILE=2 BLOCK=1 DEPTH=2: bounded 30
// proof: STREAM_W=16 M_TILE=3 BLOCK=1 DEPTH=3: bounded 30

    reg formal_running = 1'b0;
    always @(posedge clk_i) formal_running <= 1'b1;
    always @* assume (rst_i == !formal_running);

    reg [1:0]         formal_full = 2'b00;     // bank is complete and not released
    reg               formal_oldest = 1'b0;    // the bank to be released next
    reg [COUNT_W-1:0] formal_word = {COUNT_W{1'b0}};
    reg               formal_bank = 1'b0;
    reg [7:0]         formal_tiles = 8'd0;     // M-tiles of the job that are complete
    always @* begin
        assume (job_rows_i != 0 && job_rows_i < 8 && job_blocks_i != 0 && job_blocks_i <= DEPTH);
        assume (!release_i || (formal_running && formal_full[formal_oldest]));
    end
    always @(posedge clk_i)
        if (formal_running && $past(formal_running) && $past(job_valid_i) && !$past(job_ready_o)) begin
            assume (job_valid_i);
            assume (job_rows_i == $past(job_rows_i) && job_blocks_i == $past(job_blocks_i));
        end

    always @(posedge clk_i) if (formal_running) begin
        if (release_i) begin
            formal_full[formal_oldest] <= 1'b0;
            formal_oldest <= !formal_oldest;
        end
        if (write_o) formal_word <= complete_o ? {COUNT_W{1'b0}} : formal_word + 1'b1;
        if (write_o && complete_o) begin
            formal_full[formal_bank] <= 1'b1;
            formal_bank  <= !formal_bank;
            formal_tiles <= job_ready_o ? 8'd0 : formal_tiles + 1'b1;
        end
    end

    always @(posedge clk_i)
        if (formal_running && !rst_i) begin
            free_banks_are_0_to_2: assert (banks_free <= 2'd2);
            free_banks_are_right: assert (banks_free + formal_full[0] + formal_full[1] + filling == 3'd2);
            if (write_o) begin
                bank_is_not_in_use: assert (!formal_full[bank_o]);
                banks_take_turns: assert (bank_o == formal_bank);
                words_follow_each_other: assert (address_o == (formal_bank ? DEPTH + formal_word : formal_word));
                last_word_is_said: assert (complete_o == (formal_word == job_blocks_i - 1));
                job_has_all_its_tiles: assert (job_ready_o == (complete_o && (formal_tiles + 1) * M_TILE >= job_rows_i));
            end else job_ends_with_a_word: assert (!job_ready_o);
            if (!job_valid_i && !$past(job_valid_i)) nothing_is_taken_without_a_job: assert (!tready_o);
        end
