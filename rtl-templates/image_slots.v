// The two images that may be resident: where each begins, how much of it is there, and what room the memories have for another.
//
// They come, and are released, in turn. An image that ends early is forgotten.
// Image:  image_*_o: {slot 1, slot 0}; ready: tiles, lists and requantization are there; loaded: weight words so far; whole: all of them.
`default_nettype none

module image_slots #(
    parameter WEIGHT_DEPTH = 256,
    parameter TILE_DEPTH   = 16,
    parameter LIST_DEPTH   = 16,
    parameter BLOCK_W      = 7,    // bits of a number of K-blocks
    parameter TABLE_AW     = 6,    // bits of an address of the requantization table
    parameter WEIGHT_AW = WEIGHT_DEPTH > 1 ? $clog2(WEIGHT_DEPTH) : 1,   // follows
    parameter TILE_AW   = TILE_DEPTH > 1 ? $clog2(TILE_DEPTH) : 1,       // follows
    parameter LIST_AW   = LIST_DEPTH > 1 ? $clog2(LIST_DEPTH) : 1        // follows
) (
    input  wire                       clk_i,
    input  wire                       rst_i,
    input  wire                       accept_stream_i,   // an image begins that the stream brings
    input  wire                       accept_preload_i,  // ... that is there
    input  wire                       preloaded_i,       // the image in slot 0 is the preloaded one
    input  wire [TILE_AW:0]           tiles_i,           // what the image asks for
    input  wire [LIST_AW:0]           list_words_i,
    input  wire [WEIGHT_AW:0]         weights_i,
    input  wire [BLOCK_W:0]           blocks_i,
    input  wire [TILE_AW-1:0]         tile_pointer_i,    // where the image begins in each ring
    input  wire [LIST_AW-1:0]         list_pointer_i,
    input  wire [TABLE_AW-1:0]        table_pointer_i,
    input  wire [WEIGHT_AW-1:0]       weight_pointer_i,
    input  wire                       weight_taken_i,
    input  wire                       table_ends_i,
    input  wire                       image_ends_i,
    input  wire                       forget_i,          // the image that is being loaded ended early
    input  wire                       release_i,         // the older image is not needed any more
    output wire                       fits_o,
    output wire [TILE_AW-1:0]         tile_base_o,       // of the image that is being loaded
    output wire [LIST_AW-1:0]         list_base_o,
    output wire [TABLE_AW-1:0]        table_base_o,
    output wire [WEIGHT_AW-1:0]       weight_base_o,
    output wire [1:0]                 image_ready_o,
    output wire [2*(TILE_AW+1)-1:0]   image_tiles_o,
    output wire [2*(WEIGHT_AW+1)-1:0] image_loaded_o,
    output wire [1:0]                 image_whole_o,
    output wire [2*(BLOCK_W+1)-1:0]   image_blocks_o,
    output wire [2*TILE_AW-1:0]       image_tile_base_o,
    output wire [2*LIST_AW-1:0]       image_list_base_o,
    output wire [2*TABLE_AW-1:0]      image_table_base_o,
    output wire [2*WEIGHT_AW-1:0]     image_weight_base_o,
    output wire [1:0]                 images_resident_o
);

    localparam [31:0] WEIGHT_WORDS = WEIGHT_DEPTH;
    localparam [31:0] TILE_WORDS   = TILE_DEPTH;
    localparam [31:0] LIST_WORDS   = LIST_DEPTH;

    reg  [1:0]         resident;
    reg  [1:0]         ready;
    reg  [1:0]         whole;
    reg                oldest;
    reg                filling;  // slot that is being loaded
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

    assign fits_o = !resident[filling] && !preloaded_i && tiles_i <= tiles_free && list_words_i <= lists_free && weights_i <= weights_free;
    wire accept = accept_stream_i || accept_preload_i;

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
                whole[filling]    <= accept_preload_i;
            end
            if (accept_preload_i) ready[filling] <= 1'b1;
            if (forget_i) begin
                resident[filling] <= 1'b0;
                ready[filling]    <= 1'b0;
            end
            if (table_ends_i) ready[filling] <= 1'b1;
            if (image_ends_i) whole[filling] <= 1'b1;
            if (image_ends_i || accept_preload_i) filling <= !filling;

            // Nothing is taken beside a preloaded image: its words need not be counted.
            if (accept_stream_i) begin
                tiles_free   <= tiles_free - tiles_i;
                lists_free   <= lists_free - list_words_i;
                weights_free <= weights_free - weights_i;
            end else if (!preloaded_i) begin
                tiles_free <= tiles_free + (release_i ? slot_tiles[oldest] : {(TILE_AW+1){1'b0}})
                                         + (forget_i ? tiles_i : {(TILE_AW+1){1'b0}});
                lists_free <= lists_free + (release_i ? slot_lists[oldest] : {(LIST_AW+1){1'b0}})
                                         + (forget_i ? list_words_i : {(LIST_AW+1){1'b0}});
                weights_free <= weights_free + (release_i ? slot_weights[oldest] : {(WEIGHT_AW+1){1'b0}})
                                             + (forget_i ? weights_i : {(WEIGHT_AW+1){1'b0}});
            end
        end
    end

    always @(posedge clk_i) begin
        if (accept) begin
            slot_tiles[filling]       <= tiles_i;
            slot_lists[filling]       <= list_words_i;
            slot_weights[filling]     <= weights_i;
            slot_blocks[filling]      <= blocks_i;
            slot_tile_base[filling]   <= tile_pointer_i;
            slot_list_base[filling]   <= list_pointer_i;
            slot_table_base[filling]  <= table_pointer_i;
            slot_weight_base[filling] <= weight_pointer_i;
            slot_loaded[filling]      <= accept_preload_i ? weights_i : {(WEIGHT_AW+1){1'b0}};
        end else if (weight_taken_i) slot_loaded[filling] <= slot_loaded[filling] + 1'b1;
    end

    assign tile_base_o         = slot_tile_base[filling];
    assign list_base_o         = slot_list_base[filling];
    assign table_base_o        = slot_table_base[filling];
    assign weight_base_o       = slot_weight_base[filling];
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

endmodule

`default_nettype wire
