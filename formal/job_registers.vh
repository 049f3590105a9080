// Proven of job_registers: the rules of AXI4-Lite, and that no start, no done and no error is lost.
//
// proof: ACTIVATION_DEPTH=64: induction 2

    reg formal_running = 1'b0;
    always @(posedge clk_i) formal_running <= 1'b1;
    always @* if (!formal_running) assume (rst_i);

    // Requests that are not answered yet.
    reg [2:0] formal_addresses, formal_words, formal_reads;
    always @(posedge clk_i)
        if (rst_i) begin
            formal_addresses <= 3'd0;
            formal_words     <= 3'd0;
            formal_reads     <= 3'd0;
        end else begin
            formal_addresses <= formal_addresses + (awvalid_i && awready_o) - (bvalid_o && bready_i);
            formal_words     <= formal_words + (wvalid_i && wready_o) - (bvalid_o && bready_i);
            formal_reads     <= formal_reads + (arvalid_i && arready_o) - (rvalid_o && rready_i);
        end

    always @(posedge clk_i)
        if (formal_running) begin
            every_address_is_answered_once: assert (formal_addresses == {1'b0, write_address_held} + {1'b0, bvalid_o});
            every_word_is_answered_once: assert (formal_words == {1'b0, write_data_held} + {1'b0, bvalid_o});
            every_read_is_answered_once: assert (formal_reads == rvalid_o);
            if (bvalid_o) write_answer_after_its_request: assert (formal_addresses != 0 && formal_words != 0);
            if (rvalid_o) read_answer_after_its_request: assert (formal_reads != 0);
            answers_are_okay: assert (bresp_o == 2'b00 && rresp_o == 2'b00);
            starts_only_jobs_that_fit: assert (!job_valid_o || !wrong_job);
            if ($past(formal_running) && !$past(rst_i)) begin
                if ($past(bvalid_o) && !$past(bready_i)) write_answer_until_taken: assert (bvalid_o);
                if ($past(rvalid_o) && !$past(rready_i)) begin
                    read_answer_until_taken: assert (rvalid_o);
                    read_data_until_taken: assert (rdata_o == $past(rdata_o));
                end
                if ($past(write_address_held && write_data_held && !bvalid_o)) write_is_answered: assert (bvalid_o);
                if ($past(arvalid_i && arready_o)) read_is_answered: assert (rvalid_o);

                if ($past(write && target == CTRL && set[0] && !wrong_job)) no_start_is_lost: assert (job_valid_o);
                if ($past(write && target == CTRL && set[0] && wrong_job)) refused_start_is_said: assert (errors[5]);
                if (job_valid_o && !$past(job_valid_o)) no_job_without_a_start: assert ($past(start_job));
                if ($past(job_valid_o) && !$past(job_ready_i)) begin
                    job_until_taken: assert (job_valid_o);
                    job_holds_still: assert (
                        job_rows_o == $past(job_rows_o) && job_blocks_o == $past(job_blocks_o) && job_raw_o == $past(job_raw_o)
                        && job_release_o == $past(job_release_o) && job_zero_point_o == $past(job_zero_point_o)
                        && job_clamp_low_o == $past(job_clamp_low_o) && job_clamp_high_o == $past(job_clamp_high_o));
                end
                if ($past(job_valid_o && job_ready_i && !start_job)) job_is_given_once: assert (!job_valid_o);

                if ($past(done_i)) no_done_is_lost: assert (done);
                if ($past(done) && !$past(read && source == CTRL)) done_until_read: assert (done);
                if ($past(done_i && enable[0])) done_becomes_pending: assert (pending[0]);
                if ($past(pending[0]) && !$past(write && target == ISR)) pending_until_written: assert (pending[0]);
                no_error_is_lost: assert (({errors[6], errors[4:0]} & $past(errors_i)) == $past(errors_i));
                if (!$past(write && target == STATUS)) errors_until_cleared: assert ((errors & $past(errors)) == $past(errors));
            end
        end
