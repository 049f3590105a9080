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

    // ---- the header ----
    wire               wrong_magic, wrong_hash, wrong_size;
    wire               wrong = wrong_magic || wrong_hash || wrong_size;
    wire [TILE_AW:0]   tiles;
    wire [LIST_AW:0]   list_words;
    wire [WEIGHT_AW:0] weights;
    wire [BLOCK_W:0]   blocks;

    image_header #(
        .WEIGHT_DEPTH(WEIGHT_DEPTH),
        .TILE_DEPTH(TILE_DEPTH),
        .LIST_DEPTH(LIST_DEPTH),
        .BLOCK_W(BLOCK_W),
        .CONFIGURATION_HASH(CONFIGURATION_HASH)
    ) header (
        .clk_i(clk_i),
        .taken_i(entry_valid && section == HEADER),
        .left_i(words_left[1:0]),
        .entry_i(preloading ? preload_entry_i : entry_o),
        .wrong_magic_o(wrong_magic),
        .wrong_hash_o(wrong_hash),
        .wrong_size_o(wrong_size),
        .tiles_o(tiles),
        .list_words_o(list_words),
        .weights_o(weights),
        .blocks_o(blocks)
    );

    // ---- the images ----
    wire                 fits;
    wire                 forget = abort && section != HEADER;
    wire                 table_ends, image_ends, weight_taken;
    wire [TILE_AW-1:0]   tile_base;    // of the image that is being loaded
    wire [LIST_AW-1:0]   list_base;
    wire [TABLE_AW-1:0]  table_base;
    wire [WEIGHT_AW-1:0] weight_base;
    reg  [TILE_AW-1:0]   tile_pointer;
    reg  [LIST_AW-1:0]   list_pointer;
    reg  [TABLE_AW-1:0]  table_pointer;
    reg  [WEIGHT_AW-1:0] weight_pointer;

    wire accept = section == CHECK && !wrong && fits && !release_i;
    wire refuse = section == CHECK && wrong;
    wire accept_preload = accept && preloading;
    wire accept_stream  = accept && !preloading;

    image_slots #(
        .WEIGHT_DEPTH(WEIGHT_DEPTH),
        .TILE_DEPTH(TILE_DEPTH),
        .LIST_DEPTH(LIST_DEPTH),
        .BLOCK_W(BLOCK_W),
        .TABLE_AW(TABLE_AW)
    ) images (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .accept_stream_i(accept_stream),
        .accept_preload_i(accept_preload),
        .preloaded_i(preloaded),
        .tiles_i(tiles),
        .list_words_i(list_words),
        .weights_i(weights),
        .blocks_i(blocks),
        .tile_pointer_i(tile_pointer),
        .list_pointer_i(list_pointer),
        .table_pointer_i(table_pointer),
        .weight_pointer_i(weight_pointer),
        .weight_taken_i(weight_taken),
        .table_ends_i(table_ends),
        .image_ends_i(image_ends),
        .forget_i(forget),
        .release_i(release_i),
        .fits_o(fits),
        .tile_base_o(tile_base),
        .list_base_o(list_base),
        .table_base_o(table_base),
        .weight_base_o(weight_base),
        .image_ready_o(image_ready_o),
        .image_tiles_o(image_tiles_o),
        .image_loaded_o(image_loaded_o),
        .image_whole_o(image_whole_o),
        .image_blocks_o(image_blocks_o),
        .image_tile_base_o(image_tile_base_o),
        .image_list_base_o(image_list_base_o),
        .image_table_base_o(image_table_base_o),
        .image_weight_base_o(image_weight_base_o),
        .images_resident_o(images_resident_o)
    );

    // ---- the words ----
    wire entry_taken    = entry_valid && in_entries;
    wire table_taken    = table_valid && section == TABLE;
    assign weight_taken = weight_valid && section == WEIGHTS;
    wire word_taken     = entry_taken || table_taken || weight_taken;
    wire section_ends   = word_taken && last_word;
    assign table_ends   = section_ends && section == TABLE;
    assign image_ends   = section_ends && section == WEIGHTS;

    assign tile_write_o   = writable && entry_taken && section == TILES;
    assign list_write_o   = writable && entry_taken && section == LISTS;
    assign table_write_o  = writable && table_taken;
    assign weight_write_o = writable && weight_taken;

    // TLAST was taken, and what was taken until then makes no further word.
    assign abort = tlast_taken && section != DROP && section != CHECK && !word_taken;

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
        end else if (forget) begin
            tile_pointer   <= tile_base;
            list_pointer   <= list_base;
            table_pointer  <= table_base;
            weight_pointer <= weight_base;
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

    // ---- what the memories start with ----
    image_preload #(.PRELOAD(PRELOAD)) preload (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .header_i(section == HEADER),
        .check_i(section == CHECK),
        .left_i(words_left[1:0]),
        .accept_stream_i(accept_stream),
        .accept_preload_i(accept_preload),
        .release_i(release_i),
        .read_o(preload_read_o),
        .address_o(preload_address_o),
        .preloading_o(preloading),
        .valid_o(preload_valid),
        .preloaded_o(preloaded),
        .writable_o(writable)
    );

    assign loading_o           = section != HEADER && section != CHECK;
    assign errors_o            = {abort, refuse && !wrong_magic && !wrong_hash, refuse && !wrong_magic && wrong_hash,
                                  refuse && wrong_magic && !preloading};

endmodule

`default_nettype wire
