// Proven of register_access: what is asked is offered in the next clock and until it is taken, and nothing else is; address and data of a
// write are taken each by itself.
//
// Assumed: nothing is asked while a part of a request is offered.
//
// proof: : induction 2

    reg formal_running = 1'b0;
    always @(posedge clk_i) formal_running <= 1'b1;
    always @* begin
        if (!formal_running) assume (rst_i);
        assume (!((write_i || read_i) && (awvalid_o || wvalid_o || arvalid_o)));
        assume (!(write_i && read_i));
    end

    always @(posedge clk_i)
        if (formal_running && $past(formal_running)) begin
            if ($past(rst_i)) nothing_after_reset: assert (!awvalid_o && !wvalid_o && !arvalid_o);
            else begin
                if ($past(write_i)) both_parts_are_offered: assert (awvalid_o && wvalid_o && !arvalid_o);
                if ($past(read_i)) address_is_offered: assert (arvalid_o && !awvalid_o && !wvalid_o);
                if ($past(awvalid_o)) write_address_until_taken: assert (awvalid_o == !$past(awready_i));
                if ($past(wvalid_o)) write_data_until_taken: assert (wvalid_o == !$past(wready_i));
                if ($past(arvalid_o)) read_address_until_taken: assert (arvalid_o == !$past(arready_i));
                if (!$past(write_i) && !$past(awvalid_o)) no_write_address_unasked: assert (!awvalid_o);
                if (!$past(write_i) && !$past(wvalid_o)) no_write_data_unasked: assert (!wvalid_o);
                if (!$past(read_i) && !$past(arvalid_o)) no_read_address_unasked: assert (!arvalid_o);
            end
        end
