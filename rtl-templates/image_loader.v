// Loads weight images from the weight stream into the memories, at most two at a time.
//
// An image is a header, the tile table, the block lists, the requantization table and the weights, each starting at a new
// beat (docs/design.md, section 3). Every memory is a ring: an image is stored behind the one before it, and its place is
// free again when release_i says that no job needs it. An image is taken from the stream only when all of it fits.
// Images occupy slots 0, 1, 0, 1, ... An image with a wrong header is dropped up to its TLAST; one whose TLAST
// comes early is forgotten.
//
// Slots:  image_ready_o       tables are complete, jobs may start; weights may still be arriving
//         image_loaded_o      weight words so far; image_whole_o: all of them
//         image_blocks_o      K-blocks as the header says: {more than BLOCK_W bits, low bits}
//         image_*_base_o      first word of the image in each ring
// With PRELOAD the memories start with an image at their first words. After reset its header is read through preload_*, as four words of 64
// bits, and judged as one from the stream would be; where its magic is wrong there is no image. While it is resident none is taken from the
// stream. Once one is, the preloaded image has been written over, and no reset brings it back.
// Errors: one pulse each: 0 magic or version, 1 configuration hash, 2 does not fit, 3 early TLAST.
// Latency: a word is written in the clock in which its last beat is taken, or one clock later; a header costs a clock.
// No path from tdata_i or tvalid_i to tready_o.
`default_nettype none

module image_loader #(
    parameter STREAM_W           = 64,
    parameter WEIGHT_WORD_W      = 88,
    parameter WEIGHT_DEPTH       = 256,
    parameter TILE_DEPTH         = 16,
    parameter LIST_DEPTH         = 16,
    parameter ACTIVATION_DEPTH   = 64,   // K-blocks of a job at most
    parameter OUTPUT_LANES       = 2,
    parameter GROUPS             = 4,    // requantization words in an N-tile
    parameter CONFIGURATION_HASH = 0,
    parameter PRELOAD            = 0,
    parameter WEIGHT_AW  = WEIGHT_DEPTH > 1 ? $clog2(WEIGHT_DEPTH) : 1,          // follows
    parameter TILE_AW    = TILE_DEPTH > 1 ? $clog2(TILE_DEPTH) : 1,              // follows
    parameter LIST_AW    = LIST_DEPTH > 1 ? $clog2(LIST_DEPTH) : 1,              // follows
    parameter BLOCK_W    = $clog2(ACTIVATION_DEPTH + 1),                         // follows
    parameter TABLE_AW   = TILE_DEPTH*GROUPS > 1 ? $clog2(TILE_DEPTH*GROUPS) : 1 // follows
) (
    input  wire                       clk_i,
    input  wire                       rst_i,
    input  wire                       tvalid_i,
    output wire                       tready_o,
    input  wire [STREAM_W-1:0]        tdata_i,
    input  wire                       tlast_i,
    output wire                       tile_write_o,
    output wire [TILE_AW-1:0]         tile_address_o,
    output wire [63:0]                entry_o,          // for tiles and lists
    output wire                       list_write_o,
    output wire [LIST_AW-1:0]         list_address_o,
    output wire                       table_write_o,
    output wire [TABLE_AW-1:0]        table_address_o,
    output wire [OUTPUT_LANES*64-1:0] table_o,
    output wire                       weight_write_o,
    output wire [WEIGHT_AW-1:0]       weight_address_o,
    output wire [WEIGHT_WORD_W-1:0]   weight_o,
    output wire                       preload_read_o,
    output wire [1:0]                 preload_address_o,
    input  wire [63:0]                preload_entry_i,  // a clock later
    input  wire                       release_i,        // the older image is not needed any more
    output wire [1:0]                 image_ready_o,
    output wire [2*(TILE_AW+1)-1:0]   image_tiles_o,
    output wire [2*(WEIGHT_AW+1)-1:0] image_loaded_o,
    output wire [1:0]                 image_whole_o,
    output wire [2*(BLOCK_W+1)-1:0]   image_blocks_o,
    output wire [2*TILE_AW-1:0]       image_tile_base_o,
    output wire [2*LIST_AW-1:0]       image_list_base_o,
    output wire [2*TABLE_AW-1:0]      image_table_base_o,
    output wire [2*WEIGHT_AW-1:0]     image_weight_base_o,
    output wire [1:0]                 images_resident_o,
    output wire                       loading_o,
    output wire [3:0]                 errors_o
);

    localparam [2:0] HEADER = 0, TILES = 1, LISTS = 2, TABLE = 3, WEIGHTS = 4, DROP = 5, CHECK = 6;
    localparam [31:0] MAGIC   = 32'h4947_5748;
    localparam [31:0] VERSION = 32'd1;
    localparam [31:0] HASH    = CONFIGURATION_HASH;
    localparam [31:0] WEIGHT_WORDS = WEIGHT_DEPTH;
    localparam [31:0] TILE_WORDS   = TILE_DEPTH;
    localparam [31:0] LIST_WORDS   = LIST_DEPTH;
    localparam [31:0] TABLE_WORDS  = TILE_DEPTH * GROUPS;
    localparam [31:0] TILE_GROUPS  = GROUPS;

    // The largest number of words of a section.
    localparam TABLES_W = TABLE_AW + 1;
    localparam RINGS_W  = WEIGHT_AW + 1 > LIST_AW + 1 ? WEIGHT_AW + 1 : LIST_AW + 1;
    localparam LEFT_W   = TABLES_W > RINGS_W ? TABLES_W : RINGS_W;
    localparam [LEFT_W-1:0] LAST_HEADER = 3;  // of the four words that gearbox and tables take, two of 32 bits each

    reg [2:0]  section;
    reg [LEFT_W-1:0] words_left;    // of the section, after the one at the output
    reg        tlast_taken;   // the beat with TLAST is taken
    reg        filling;       // slot that is being loaded
    wire       preloading;    // the header comes from the memory
    wire       preloaded;     // the image in slot 0 is the preloaded one
    wire       preload_valid;
    wire       writable;      // what was preloaded is safe from registers that have not seen a reset

    // ---- the gearboxes: beats to the words of each section ----
    wire         stream_entry_valid, table_valid, weight_valid;
    wire         entry_valid = preloading ? preload_valid : stream_entry_valid;
    wire         entry_wants, table_wants, weight_wants;
    wire         last_word = words_left == {LEFT_W{1'b0}};
    wire         abort;
    wire         in_entries = section == HEADER || section == TILES || section == LISTS;
    // Nothing is taken after TLAST until the image ends.
    wire         offer = tvalid_i && !tlast_taken;

    stream_gearbox #(.IN_W(STREAM_W), .OUT_W(64)) entry_gearbox (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .clear_i(abort),
        .in_valid_i(offer && in_entries && !preloading),
        .in_ready_o(entry_wants),
        .in_data_i(tdata_i),
        .out_valid_o(stream_entry_valid),
        .out_ready_i(in_entries),
        .out_last_i(last_word),
        .out_data_o(entry_o)
    );

    stream_gearbox #(.IN_W(STREAM_W), .OUT_W(OUTPUT_LANES*64)) table_gearbox (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .clear_i(abort),
        .in_valid_i(offer && section == TABLE),
        .in_ready_o(table_wants),
        .in_data_i(tdata_i),
        .out_valid_o(table_valid),
        .out_ready_i(section == TABLE),
        .out_last_i(last_word),
        .out_data_o(table_o)
    );

    stream_gearbox #(.IN_W(STREAM_W), .OUT_W(WEIGHT_WORD_W)) weight_gearbox (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .clear_i(abort),
        .in_valid_i(offer && section == WEIGHTS),
        .in_ready_o(weight_wants),
        .in_data_i(tdata_i),
        .out_valid_o(weight_valid),
        .out_ready_i(section == WEIGHTS),
        .out_last_i(last_word),
        .out_data_o(weight_o)
    );

    wire wants = in_entries ? entry_wants && !preloading
               : section == TABLE ? table_wants
               : section == WEIGHTS ? weight_wants
               : section != CHECK;
    assign tready_o = wants && !tlast_taken;
    wire take = tvalid_i && tready_o;

    // ---- the header, two words at a time: compared as it comes, judged a clock later, so that tready_o does not hang on tdata_i ----
    wire [63:0] header_entry = preloading ? preload_entry_i : entry_o;
    wire [31:0] header_low   = header_entry[31:0];
    wire [31:0] header_high  = header_entry[63:32];
    wire        header_taken = entry_valid && section == HEADER;

    reg               wrong_magic;
    reg               wrong_hash;
    reg               wrong_size;
    reg [TILE_AW:0]   tiles;
    reg [LIST_AW:0]   list_words;
    reg [WEIGHT_AW:0] weights;
    reg [BLOCK_W:0]   blocks;
    wire              wrong = wrong_magic || wrong_hash || wrong_size;
    always @(posedge clk_i)
        if (header_taken)
            case (words_left[1:0])
                2'd3: wrong_magic <= header_low != MAGIC || header_high != VERSION;
                2'd2: begin
                    wrong_hash <= header_low != HASH;
                    wrong_size <= header_high == 32'd0 || header_high > TILE_WORDS;
                    tiles      <= header_high[TILE_AW:0];
                end
                2'd1: begin
                    wrong_size <= wrong_size || header_low > LIST_WORDS || header_high == 32'd0 || header_high > WEIGHT_WORDS;
                    list_words <= header_low[LIST_AW:0];
                    weights    <= header_high[WEIGHT_AW:0];
                end
                default: blocks <= {header_low[31:BLOCK_W] != {(32-BLOCK_W){1'b0}}, header_low[BLOCK_W-1:0]};
            endcase

    // ---- the slots ----
    reg  [1:0]         resident;
    reg  [1:0]         ready;
    reg  [1:0]         whole;
    reg                oldest;
    reg  [TILE_AW:0]   slot_tiles   [0:1];
    reg  [LIST_AW:0]   slot_lists   [0:1];
    reg  [WEIGHT_AW:0] slot_weights [0:1];
    reg  [WEIGHT_AW:0] slot_loaded  [0:1];
    reg  [BLOCK_W:0]   slot_blocks  [0:1];
    reg  [TILE_AW-1:0]   slot_tile_base   [0:1];
    reg  [LIST_AW-1:0]   slot_list_base   [0:1];
    reg  [TABLE_AW-1:0]  slot_table_base  [0:1];
    reg  [WEIGHT_AW-1:0] slot_weight_base [0:1];

    // Free words of each ring, counted with the sizes of the resident images.
    reg [TILE_AW:0]   tiles_free;
    reg [LIST_AW:0]   lists_free;
    reg [WEIGHT_AW:0] weights_free;

    wire fits = !resident[filling] && !preloaded && tiles <= tiles_free && list_words <= lists_free && weights <= weights_free;
    wire accept = section == CHECK && !wrong && fits && !release_i;
    wire refuse = section == CHECK && wrong;
    wire accept_preload = accept && preloading;
    wire accept_stream  = accept && !preloading;

    // ---- the words ----
    wire entry_taken  = entry_valid && in_entries;
    wire table_taken  = table_valid && section == TABLE;
    wire weight_taken = weight_valid && section == WEIGHTS;
    wire word_taken   = entry_taken || table_taken || weight_taken;
    wire section_ends = word_taken && last_word;
    wire image_ends  = section_ends && section == WEIGHTS;
    assign tile_write_o   = writable && entry_taken && section == TILES;
    assign list_write_o   = writable && entry_taken && section == LISTS;
    assign table_write_o  = writable && table_taken;
    assign weight_write_o = writable && weight_taken;

    // TLAST was taken, and what was taken until then makes no further word.
    assign abort = tlast_taken && section != DROP && section != CHECK && !word_taken;

    reg [TILE_AW-1:0]   tile_pointer;
    reg [LIST_AW-1:0]   list_pointer;
    reg [TABLE_AW-1:0]  table_pointer;
    reg [WEIGHT_AW-1:0] weight_pointer;
    assign tile_address_o   = tile_pointer;
    assign list_address_o   = list_pointer;
    assign table_address_o  = table_pointer;
    assign weight_address_o = weight_pointer;

    localparam [31:0] LAST_TILE = TILE_WORDS - 1, LAST_LIST = LIST_WORDS - 1, LAST_TABLE = TABLE_WORDS - 1,
                      LAST_WEIGHT = WEIGHT_WORDS - 1;

    always @(posedge clk_i) begin
        if (rst_i) begin
            tile_pointer   <= {TILE_AW{1'b0}};
            list_pointer   <= {LIST_AW{1'b0}};
            table_pointer  <= {TABLE_AW{1'b0}};
            weight_pointer <= {WEIGHT_AW{1'b0}};
        end else if (abort && section != HEADER) begin
            tile_pointer   <= slot_tile_base[filling];
            list_pointer   <= slot_list_base[filling];
            table_pointer  <= slot_table_base[filling];
            weight_pointer <= slot_weight_base[filling];
        end else begin
            if (tile_write_o)
                tile_pointer <= tile_pointer == LAST_TILE[TILE_AW-1:0] ? {TILE_AW{1'b0}} : tile_pointer + 1'b1;
            if (list_write_o)
                list_pointer <= list_pointer == LAST_LIST[LIST_AW-1:0] ? {LIST_AW{1'b0}} : list_pointer + 1'b1;
            if (table_write_o)
                table_pointer <= table_pointer == LAST_TABLE[TABLE_AW-1:0] ? {TABLE_AW{1'b0}} : table_pointer + 1'b1;
            if (weight_write_o)
                weight_pointer <= weight_pointer == LAST_WEIGHT[WEIGHT_AW-1:0] ? {WEIGHT_AW{1'b0}}
                                                                               : weight_pointer + 1'b1;
        end
    end

    // ---- the walk through the sections ----
    wire [31:0] tiles_32    = {{(31-TILE_AW){1'b0}}, tiles};
    wire [31:0] lists_32    = {{(31-LIST_AW){1'b0}}, list_words};
    wire [31:0] weights_32  = {{(31-WEIGHT_AW){1'b0}}, weights};
    wire [31:0] table_words = tiles_32 * TILE_GROUPS;
    wire        no_lists    = list_words == {(LIST_AW+1){1'b0}};
    always @(posedge clk_i) begin
        if (rst_i) begin
            section     <= HEADER;
            tlast_taken <= 1'b0;
        end else if (abort) begin
            section     <= HEADER;
            tlast_taken <= 1'b0;
        end else begin
            if (image_ends) tlast_taken <= 1'b0;
            else if (take && tlast_i && section != DROP) tlast_taken <= 1'b1;
            case (section)
                HEADER: if (section_ends) section <= CHECK;
                CHECK: begin
                    if (accept) section <= preloading ? HEADER : TILES;
                    if (refuse) begin
                        // The header may be the whole image.
                        section     <= tlast_taken || preloading ? HEADER : DROP;
                        tlast_taken <= 1'b0;
                    end
                end
                TILES: if (section_ends) section <= no_lists ? TABLE : LISTS;
                LISTS: if (section_ends) section <= TABLE;
                TABLE: if (section_ends) section <= WEIGHTS;
                WEIGHTS: if (section_ends) section <= HEADER;
                default: if (take && tlast_i) section <= HEADER;
            endcase
        end
    end

    wire unused_upper = &{1'b0, tiles_32, lists_32, weights_32, table_words};
    always @(posedge clk_i) begin
        if (rst_i || abort || (section == CHECK && !accept_stream)) words_left <= LAST_HEADER;
        else if (accept) words_left <= tiles_32[LEFT_W-1:0] - 1'b1;
        else if (word_taken) begin
            words_left <= words_left - 1'b1;
            if (section_ends && section == TILES) words_left <= (no_lists ? table_words[LEFT_W-1:0] : lists_32[LEFT_W-1:0]) - 1'b1;
            if (section_ends && section == LISTS) words_left <= table_words[LEFT_W-1:0] - 1'b1;
            if (section_ends && section == TABLE) words_left <= weights_32[LEFT_W-1:0] - 1'b1;
            if (image_ends) words_left <= LAST_HEADER;
        end
    end

    wire forget = abort && section != HEADER;
    always @(posedge clk_i) begin
        if (rst_i) begin
            resident     <= 2'b0;
            ready        <= 2'b0;
            whole        <= 2'b0;
            oldest       <= 1'b0;
            filling      <= 1'b0;
            tiles_free   <= TILE_WORDS[TILE_AW:0];
            lists_free   <= LIST_WORDS[LIST_AW:0];
            weights_free <= WEIGHT_WORDS[WEIGHT_AW:0];
        end else begin
            if (release_i) begin
                resident[oldest] <= 1'b0;
                ready[oldest]    <= 1'b0;
                oldest           <= !oldest;
            end
            if (accept) begin
                resident[filling] <= 1'b1;
                whole[filling]    <= preloading;
            end
            if (accept_preload) ready[filling] <= 1'b1;
            if (forget) begin
                resident[filling] <= 1'b0;
                ready[filling]    <= 1'b0;
            end
            if (section_ends && section == TABLE) ready[filling] <= 1'b1;
            if (image_ends) whole[filling] <= 1'b1;
            if (image_ends || accept_preload) filling <= !filling;

            // Nothing is taken beside a preloaded image: its words need not be counted.
            if (accept_stream) begin
                tiles_free   <= tiles_free - tiles;
                lists_free   <= lists_free - list_words;
                weights_free <= weights_free - weights;
            end else if (!preloaded) begin
                tiles_free <= tiles_free + (release_i ? slot_tiles[oldest] : {(TILE_AW+1){1'b0}})
                                         + (forget ? tiles : {(TILE_AW+1){1'b0}});
                lists_free <= lists_free + (release_i ? slot_lists[oldest] : {(LIST_AW+1){1'b0}})
                                         + (forget ? list_words : {(LIST_AW+1){1'b0}});
                weights_free <= weights_free + (release_i ? slot_weights[oldest] : {(WEIGHT_AW+1){1'b0}})
                                             + (forget ? weights : {(WEIGHT_AW+1){1'b0}});
            end
        end
    end

    always @(posedge clk_i) begin
        if (accept) begin
            slot_tiles[filling]       <= tiles;
            slot_lists[filling]       <= list_words;
            slot_weights[filling]     <= weights;
            slot_blocks[filling]      <= blocks;
            slot_tile_base[filling]   <= tile_pointer;
            slot_list_base[filling]   <= list_pointer;
            slot_table_base[filling]  <= table_pointer;
            slot_weight_base[filling] <= weight_pointer;
            slot_loaded[filling]      <= preloading ? weights : {(WEIGHT_AW+1){1'b0}};
        end else if (weight_taken) slot_loaded[filling] <= slot_loaded[filling] + 1'b1;
    end

    // ---- preloading: after each reset, as long as the stream has brought no image ----
    generate
        if (PRELOAD != 0) begin : gen_preload
            reg overwritten;  // these two are set up with the memories, not by a reset
            reg reset_seen;
            reg pending;
            reg present;
            reg arrived;
            initial overwritten = 1'b0;
            initial reset_seen  = 1'b0;
            always @(posedge clk_i) begin
                if (accept_stream && reset_seen) overwritten <= 1'b1;
                if (rst_i) begin
                    reset_seen <= 1'b1;
                    pending <= !overwritten;
                    present <= 1'b0;
                    arrived <= 1'b0;
                end else begin
                    if (section == CHECK) pending <= 1'b0;
                    if (accept_preload) present <= 1'b1;
                    else if (release_i) present <= 1'b0;
                    arrived <= preload_read_o;
                end
            end
            assign preloading        = pending;
            assign preloaded         = present;
            assign preload_valid     = arrived;
            assign writable          = reset_seen;
            assign preload_read_o    = pending && section == HEADER && !arrived;
            assign preload_address_o = ~words_left[1:0];
        end else begin : gen_stream
            assign preloading        = 1'b0;
            assign preloaded         = 1'b0;
            assign preload_valid     = 1'b0;
            assign writable          = 1'b1;
            assign preload_read_o    = 1'b0;
            assign preload_address_o = 2'd0;
        end
    endgenerate

    assign image_ready_o       = ready;
    assign image_tiles_o       = {slot_tiles[1], slot_tiles[0]};
    assign image_loaded_o      = {slot_loaded[1], slot_loaded[0]};
    assign image_whole_o       = whole;
    assign image_blocks_o      = {slot_blocks[1], slot_blocks[0]};
    assign image_tile_base_o   = {slot_tile_base[1], slot_tile_base[0]};
    assign image_list_base_o   = {slot_list_base[1], slot_list_base[0]};
    assign image_table_base_o  = {slot_table_base[1], slot_table_base[0]};
    assign image_weight_base_o = {slot_weight_base[1], slot_weight_base[0]};
    assign images_resident_o   = {resident[0] && resident[1], resident[0] != resident[1]};
    assign loading_o           = section != HEADER && section != CHECK;
    assign errors_o            = {abort, refuse && !wrong_magic && !wrong_hash, refuse && !wrong_magic && wrong_hash,
                                  refuse && wrong_magic && !preloading};

endmodule

`default_nettype wire
