// Proven of tile_sequencer: at most two tiles unread, tiles end at least MTILE clocks apart, no step before its weights and
// activations are there, blocks * steps of them for each tile. Assumed of the callers: each entry of the tile table is the same,
// arbitrary one; an image is loaded in order and stays; only what was given is drained; a bank is filled when it is free.
//
// proof: M_TILE=2 ACTIVATION_DEPTH=2 WEIGHT_DEPTH=8 TILE_DEPTH=2 LIST_DEPTH=2 RELEASE_CLOCKS=3: bounded 17
// proof: M_TILE=1 ACTIVATION_DEPTH=2 WEIGHT_DEPTH=8 TILE_DEPTH=2 LIST_DEPTH=2 RELEASE_CLOCKS=2: bounded 14
// proof: M_TILE=5 ACTIVATION_DEPTH=2 WEIGHT_DEPTH=8 TILE_DEPTH=2 LIST_DEPTH=2 RELEASE_CLOCKS=6: bounded 14

    reg formal_running = 1'b0;
    always @(posedge clk_i) formal_running <= 1'b1;
    always @* assume (rst_i == !formal_running);

    // The image: one or two tiles of one or two blocks of one or two steps, in ring slot 0 or 1.
    (* anyconst *) reg [15:0] formal_blocks;
    (* anyconst *) reg [5:0]  formal_steps;
    (* anyconst *) reg [TILE_AW:0] formal_tiles;
    (* anyconst *) reg [WEIGHT_AW-1:0] formal_base;
    (* anyconst *) reg [31:0] formal_rows;
    (* anyconst *) reg formal_list;
    always @* begin
        assume (formal_blocks == 1 || formal_blocks == 2);
        assume (formal_steps == 1 || formal_steps == 2);
        assume (formal_tiles == 1 || formal_tiles == 2);
        assume (formal_rows != 0 && formal_rows <= 2*M_TILE);
        assume (tile_i == {32'd0, 9'd0, formal_list, formal_steps, formal_blocks});
        assume (list_i == 64'h0001_0000_0001_0000);
        assume (image_tiles_i == {2{formal_tiles}});
        assume (image_weight_base_i == {2{formal_base}});
        assume (job_rows_i == formal_rows);
    end
    reg [2*(WEIGHT_AW+1)-1:0] formal_loaded = {(2*(WEIGHT_AW+1)){1'b0}};
    always @(posedge clk_i) formal_loaded <= image_loaded_i;
    always @* begin
        assume (!job_release_i);
        assume (image_loaded_i[WEIGHT_AW:0] >= formal_loaded[WEIGHT_AW:0]);
        assume (image_loaded_i[WEIGHT_AW:0] <= WEIGHT_DEPTH);
        assume (!image_whole_i[0] || image_loaded_i[WEIGHT_AW:0] >= formal_tiles * formal_blocks * formal_steps);
        assume (image_blocks_i[BLOCK_W:0] == {1'b0, job_blocks_i});
    end

    // The drain buffer and the activation loader.
    reg [1:0] formal_unread = 2'd0;
    reg [7:0] formal_since  = 8'd255;            // clocks since a tile ended
    reg [1:0] formal_whole  = 2'b00;             // bank is complete
    reg       formal_fill   = 1'b0;              // the bank that is filled next
    reg       formal_use    = 1'b0;              // the bank that the steps read
    reg       formal_return = 1'b0;              // the bank that is given back next
    reg [1:0] formal_words_0 = 2'd0, formal_words_1 = 2'd0;
    always @* begin
        assume (!tile_drained_i || formal_unread != 2'd0);
        assume (!activation_written_i || (formal_running && activation_bank_i == formal_fill && !formal_whole[formal_fill]));
        assume (!activation_written_i
            || activation_complete_i == ((formal_fill ? formal_words_1 : formal_words_0) == 2'd1));
    end

    // Steps of the tile, and what of the image was used.
    reg [7:0] formal_issued = 8'd0;
    reg [7:0] formal_used   = 8'd0;
    reg [7:0] formal_tile   = 8'd0;
    wire [7:0] formal_all   = formal_blocks * formal_steps;
    always @(posedge clk_i)
        if (formal_running) begin
            formal_unread <= formal_unread + issue_last_o - tile_drained_i;
            formal_since  <= issue_last_o ? 8'd1 : formal_since == 8'd255 ? 8'd255 : formal_since + 1'b1;
            if (activation_written_i) begin
                if (formal_fill) formal_words_1 <= formal_words_1 + 1'b1;
                else formal_words_0 <= formal_words_0 + 1'b1;
                if (activation_complete_i) begin
                    formal_whole[formal_fill] <= 1'b1;
                    formal_fill <= !formal_fill;
                end
            end
            if (bank_release_o) begin
                formal_whole[formal_return] <= 1'b0;
                if (formal_return) formal_words_1 <= 2'd0;
                else formal_words_0 <= 2'd0;
                formal_return <= !formal_return;
            end
            if (issue_valid_o) begin
                formal_issued <= issue_last_o ? 8'd0 : formal_issued + 1'b1;
                formal_used   <= formal_used + 1'b1;
                if (issue_last_o) begin
                    formal_tile <= formal_tile + 1'b1;
                    if (formal_tile + 1 == formal_tiles) begin
                        formal_tile <= 8'd0;
                        formal_used <= 8'd0;
                        formal_use  <= !formal_use;
                    end
                end
            end
        end

    wire [1:0] formal_there = formal_use ? formal_words_1 : formal_words_0;
    wire [7:0] formal_block = issue_activation_o - (formal_use ? ACTIVATION_DEPTH : 0);
    wire [WEIGHT_AW:0] formal_slot = formal_base + formal_used;
    always @(posedge clk_i)
        if (formal_running && !rst_i) begin
            unread_is_counted: assert (unread == formal_unread + (issue_last_o ? 1 : 0));
            at_most_two_tiles_unread: assert (unread <= 2'd2);
            if (issue_last_o) begin
                tiles_end_MTILE_clocks_apart: assert (formal_since >= M_TILE);
                tile_has_blocks_times_steps: assert (formal_issued + 1 == formal_all);
            end
            if (issue_valid_o) begin
                no_step_too_many: assert (formal_issued < formal_all);
                first_step_is_said: assert (issue_first_o == (formal_issued == 0));
                first_step_of_a_block_is_said: assert (issue_block_first_o == (formal_steps == 1 || !formal_issued[0]));
                weights_are_loaded: assert (formal_used < formal_loaded[WEIGHT_AW:0]);
                weights_follow_each_other: assert (issue_weight_o == formal_slot[WEIGHT_AW-1:0]);
                activations_are_loaded: assert (formal_block < formal_there);
                block_is_the_right_one: assert (formal_block == (formal_steps == 1 ? formal_issued : formal_issued >> 1));
            end else nothing_ends_without_a_step: assert (!issue_last_o);
            a_job_that_fits_is_no_mismatch: assert (!mismatch_o);
            if (bank_release_o) only_a_whole_bank_is_given_back: assert (formal_whole[formal_return]);
        end
