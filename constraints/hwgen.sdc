# Timing of the top for ASIC synthesis, OpenSTA and Quartus.
create_clock -name aclk -period @PERIOD@ [get_ports {aclk}]
set_clock_uncertainty @UNCERTAINTY@ [get_clocks {aclk}]

# Half of the period belongs to what stands outside.
set_input_delay @HALF@ -clock [get_clocks {aclk}] [get_ports {@INPUTS@}]
set_output_delay @HALF@ -clock [get_clocks {aclk}] [get_ports {@OUTPUTS@}]

# The reset is sampled by one flip-flop and lasts many clocks; behind it the buffering is not known yet.
set_false_path -from [get_ports {aresetn}]
