// Whether the memories start with an image: after each reset its header is read, as long as the stream has brought no image.
//
// Without PRELOAD there is none, and nothing of this is left.
// Read:    an entry comes with valid_o, one clock after read_o.
`default_nettype none

module image_preload #(
    parameter PRELOAD = 0
) (
    input  wire       clk_i,
    input  wire       rst_i,
    input  wire       header_i,          // a header is awaited
    input  wire       check_i,           // a header is judged
    input  wire [1:0] left_i,            // entries of the header that follow
    input  wire       accept_stream_i,   // an image of the stream begins
    input  wire       accept_preload_i,
    input  wire       release_i,
    output wire       read_o,
    output wire [1:0] address_o,         // of the header's entry
    output wire       preloading_o,      // the header comes from the memory
    output wire       valid_o,
    output wire       preloaded_o,       // the image in slot 0 is the preloaded one
    output wire       writable_o         // what was preloaded is safe from registers that have not seen a reset
);

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
                if (accept_stream_i && reset_seen) overwritten <= 1'b1;
                if (rst_i) begin
                    reset_seen <= 1'b1;
                    pending    <= !overwritten;
                    present    <= 1'b0;
                    arrived    <= 1'b0;
                end else begin
                    if (check_i) pending <= 1'b0;
                    if (accept_preload_i) present <= 1'b1;
                    else if (release_i) present <= 1'b0;
                    arrived <= read_o;
                end
            end
            assign preloading_o = pending;
            assign preloaded_o  = present;
            assign valid_o      = arrived;
            assign writable_o   = reset_seen;
            assign read_o       = pending && header_i && !arrived;
            assign address_o    = ~left_i;
        end else begin : gen_stream
            wire unused = &{1'b0, clk_i, rst_i, header_i, check_i, left_i, accept_stream_i, accept_preload_i, release_i};
            assign preloading_o = 1'b0;
            assign preloaded_o  = 1'b0;
            assign valid_o      = 1'b0;
            assign writable_o   = 1'b1;
            assign read_o       = 1'b0;
            assign address_o    = 2'd0;
        end
    endgenerate

endmodule

`default_nettype wire
