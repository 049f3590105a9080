// Proven of idle_timer: each output rises with the clock it names after the last movement or reset, counted here without an end, and not before.
//
// proof: STALL_W=5 SILENCE_W=6: induction 2
// proof: STALL_W=12 SILENCE_W=20: induction 2

    reg formal_running = 1'b0;
    always @(posedge clk_i) formal_running <= 1'b1;
    always @* if (!formal_running) assume (rst_i);

    localparam [31:0] FORMAL_STALL = 1 << STALL_W, FORMAL_SILENCE = 1 << SILENCE_W;

    reg [31:0] formal_still;  // clocks without movement
    always @(posedge clk_i)
        if (rst_i || moves_i) formal_still <= 32'd0;
        else if (formal_still != 32'hFFFF_FFFF) formal_still <= formal_still + 32'd1;

    always @(posedge clk_i)
        if (formal_running) begin
            if (formal_still <= FORMAL_SILENCE) counted: assert (formal_still == {{(31-SILENCE_W){1'b0}}, clocks});
            if (formal_still < 32'd16) not_paused_before: assert (!paused_o);
            if (formal_still == 32'd16) paused_after_16: assert (paused_o);
            if (formal_still < FORMAL_STALL) not_stalled_before: assert (!stalled_o);
            if (formal_still == FORMAL_STALL) stalled_in_time: assert (stalled_o);
            if (formal_still < FORMAL_SILENCE) not_silent_before: assert (!silent_o);
            if (formal_still == FORMAL_SILENCE) silent_in_time: assert (silent_o);
        end
