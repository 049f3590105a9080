// Proven of drain_buffer: the window is MTILE clocks long and starts where it should, at most two tiles are ever held, and an
// arbitrary row is read as it left the mesh. Assumed of the callers: last_i at least MTILE clocks apart, at most two tiles
// unread, only written rows are read, in order.
//
// proof: MESH_ROWS=2 MESH_COLUMNS=1 TILE_COLUMNS=1 ACCUMULATOR_W=8 START_LATENCY=4: bounded 24
// proof: MESH_ROWS=2 MESH_COLUMNS=2 TILE_COLUMNS=1 ACCUMULATOR_W=8 START_LATENCY=4: bounded 24
// proof: MESH_ROWS=1 MESH_COLUMNS=2 TILE_COLUMNS=1 ACCUMULATOR_W=8 START_LATENCY=3: bounded 24
// proof: MESH_ROWS=2 TILE_ROWS=2 MESH_COLUMNS=2 TILE_COLUMNS=1 ACCUMULATOR_W=8 START_LATENCY=4: bounded 24

    reg formal_running = 1'b0;
    always @(posedge clk_i) formal_running <= 1'b1;
    always @* assume (rst_i == !formal_running);

    // The callers.
    reg [7:0] formal_spacing = 8'd0;       // clocks until the next last_i
    reg [1:0] formal_unread  = 2'd0;       // tiles begun and not read
    reg [7:0] formal_rows    = 8'd0;       // rows that can be read
    reg [ADDRESS_W-1:0] formal_next = {ADDRESS_W{1'b0}};
    wire formal_tile_read = row_read_i && (formal_next == M_TILE - 1 || formal_next == 2*M_TILE - 1);
    always @* begin
        assume (!last_i || (formal_running && formal_spacing == 0 && formal_unread != 2'd2));
        assume (!row_read_i || (formal_rows != 0 && row_address_i == formal_next));
    end
    always @(posedge clk_i)
        if (formal_running) begin
            formal_spacing <= last_i ? M_TILE - 1 : formal_spacing != 0 ? formal_spacing - 1'b1 : 8'd0;
            formal_unread  <= formal_unread + last_i - formal_tile_read;
            formal_rows    <= formal_rows + row_written_o - row_read_i;
            if (row_read_i) formal_next <= formal_next == 2*M_TILE - 1 ? {ADDRESS_W{1'b0}} : formal_next + 1'b1;
        end

    // The window as the header tells it: MTILE clocks, START_LATENCY after last_i.
    reg [START_LATENCY+M_TILE-1:0] formal_past = {(START_LATENCY+M_TILE){1'b0}};
    always @(posedge clk_i) formal_past <= {formal_past[START_LATENCY+M_TILE-2:0], last_i};
    wire formal_active = |formal_past[START_LATENCY+M_TILE-2:START_LATENCY-1];
    wire formal_final  = formal_past[START_LATENCY+M_TILE-2];

    // Rows written and not read, and one row that is followed through column 0.
    reg [7:0] formal_level = 8'd0;
    (* anyconst *) reg [ADDRESS_W-1:0] formal_address;
    reg formal_known = 1'b0;
    reg [DRAIN_W-1:0] formal_row;
    reg formal_expect = 1'b0;
    always @(posedge clk_i) if (formal_running) begin
        formal_level <= formal_level + gen_column[0].write - row_read_i;
        if (gen_column[0].write && gen_column[0].address == formal_address) begin
            formal_known <= 1'b1;
            formal_row   <= drain_i[DRAIN_W-1:0];
        end
        formal_expect <= row_read_i && row_address_i == formal_address;
    end

    always @(posedge clk_i)
        if (formal_running) begin
            window_is_MTILE_clocks: assert (active == formal_active);
            bottom_row_shifts_but_in_the_last_clock: assert (shift_o[MESH_ROWS-1] == (active && !formal_final));
            never_more_than_two_tiles: assert (formal_level <= 2*M_TILE);
            if (gen_column[0].write && row_read_i)
                no_read_of_the_written_row: assert (gen_column[0].address != row_address_i);
            if (formal_expect) row_is_read_as_it_came: assert (formal_known && row_o[DRAIN_W-1:0] == formal_row);
        end
