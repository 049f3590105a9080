// Proven of stream_gearbox: every unit (greatest common divisor of the widths) leaves once, in order and unchanged, and no
// beat is taken before it is needed, so that none of the next section is lost. Positions count modulo 64 and are arbitrary.
//
// proof: IN_W=4 OUT_W=4: induction 2
// proof: IN_W=8 OUT_W=4: induction 2
// proof: IN_W=12 OUT_W=4: induction 2
// proof: IN_W=4 OUT_W=8: induction 2
// proof: IN_W=4 OUT_W=12: induction 2
// proof: IN_W=8 OUT_W=12: induction 2
// proof: IN_W=12 OUT_W=8: induction 2
// proof: IN_W=10 OUT_W=6: induction 2
// proof: IN_W=6 OUT_W=10: induction 2

    localparam FORMAL_UNIT = gcd(IN_W, OUT_W);
    localparam [5:0] FORMAL_IN  = IN_W / FORMAL_UNIT;
    localparam [5:0] FORMAL_OUT = OUT_W / FORMAL_UNIT;

    reg formal_running = 1'b0;
    always @(posedge clk_i) formal_running <= 1'b1;
    always @* if (!formal_running) assume (rst_i);

    // The source holds what it offers.
    always @(posedge clk_i)
        if (formal_running && $past(formal_running) && $past(in_valid_i) && !$past(in_ready_o)) begin
            assume (in_valid_i);
            assume (in_data_i == $past(in_data_i));
        end

    // Units taken and given since the section began; one unit is followed.
    wire formal_give = in_valid_i && in_ready_o;
    wire formal_take = out_valid_o && out_ready_i;
    reg  [5:0] formal_given;
    reg  [5:0] formal_taken;
    wire [5:0] formal_given_now = formal_give ? formal_given + FORMAL_IN : formal_given;
    wire [5:0] formal_taken_now = formal_take ? formal_taken + FORMAL_OUT : formal_taken;
    wire [5:0] formal_stored    = formal_given - formal_taken;
    wire [5:0] formal_left      = formal_given_now - formal_taken_now;
    (* anyconst *) reg [5:0] formal_position;
    reg  [FORMAL_UNIT-1:0] formal_unit;
    wire [5:0] formal_in_beat = formal_position - formal_given;
    wire [5:0] formal_in_word = formal_position - formal_taken;
    wire [FORMAL_UNIT-1:0] formal_offered = in_data_i >> (formal_in_beat * FORMAL_UNIT);
    wire [FORMAL_UNIT-1:0] formal_leaving = out_data_o >> (formal_in_word * FORMAL_UNIT);
    wire [FORMAL_UNIT-1:0] formal_expected = formal_in_beat < FORMAL_IN ? formal_offered : formal_unit;
    wire formal_ends = formal_take && out_last_i;

    always @(posedge clk_i) begin
        if (rst_i || clear_i || formal_ends) begin
            formal_given <= 6'd0;
            formal_taken <= 6'd0;
        end else begin
            formal_given <= formal_given_now;
            formal_taken <= formal_taken_now;
        end
        if (formal_give && formal_in_beat < FORMAL_IN) formal_unit <= formal_offered;
    end

    always @(posedge clk_i)
        if (formal_running && !rst_i) begin
            if (formal_take && formal_in_word < FORMAL_OUT) unit_is_the_right_one: assert (formal_leaving == formal_expected);
            if (formal_take) word_is_there: assert (formal_given + (in_valid_i ? FORMAL_IN : 6'd0) - formal_taken - FORMAL_OUT < 6'd32);
            if (formal_ends) section_takes_no_beat_too_many: assert (formal_left < FORMAL_IN);
            if (formal_give) no_beat_before_it_is_needed: assert (formal_given - formal_taken_now < FORMAL_OUT || formal_given - formal_taken_now >= 6'd32);
            if ($past(formal_running) && !$past(rst_i) && !$past(clear_i) && $past(out_valid_o) && !$past(out_ready_i)) begin
                valid_until_ready: assert (out_valid_o);
                data_until_ready: assert (out_data_o == $past(out_data_o));
            end
        end

    // What links the registers with the counts. Yosys names a generate block behind "else if" with each "if" before it.
    generate
        if (IN_W == OUT_W) begin : gen_formal_same
            always @(posedge clk_i) if (formal_running) nothing_is_stored: assert (formal_stored == 6'd0);
        end
        if (IN_W != OUT_W && IN_W % OUT_W == 0) begin : gen_formal_slice
            wire [5:0] formal_count = genblk1.gen_slice.position;
            always @(posedge clk_i)
                if (formal_running) position_is_right: assert (formal_stored + formal_count == 6'd0 && formal_count < FORMAL_IN);
        end
        if (IN_W != OUT_W && OUT_W % IN_W == 0) begin : gen_formal_collect
            wire [5:0] formal_count = genblk1.genblk1.gen_collect.position;
            wire [FORMAL_UNIT-1:0] formal_kept = genblk1.genblk1.gen_collect.stored >> ((FORMAL_OUT - 6'd1 - formal_count + formal_in_word) * FORMAL_UNIT);
            always @(posedge clk_i)
                if (formal_running) begin
                    position_is_right: assert (formal_stored == formal_count && formal_count < FORMAL_OUT);
                    if (formal_in_word < formal_stored) unit_is_kept: assert (formal_kept == formal_unit);
                end
        end
        if (IN_W % OUT_W != 0 && OUT_W % IN_W != 0) begin : gen_formal_general
            wire [5:0] formal_count = genblk1.genblk1.gen_general.count;
            wire [FORMAL_UNIT-1:0] formal_kept = genblk1.genblk1.gen_general.buffer >> (formal_in_word * FORMAL_UNIT);
            always @(posedge clk_i)
                if (formal_running) begin
                    count_is_right: assert (formal_stored == formal_count && formal_count < FORMAL_OUT + FORMAL_IN);
                    if (formal_in_word < formal_stored) unit_is_kept: assert (formal_kept == formal_unit);
                end
        end
    endgenerate
