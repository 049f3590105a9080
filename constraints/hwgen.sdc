# Timing of the top for ASIC synthesis, OpenSTA and Quartus.
create_clock -name aclk -period @PERIOD@ [get_ports {aclk}]
set_clock_uncertainty @UNCERTAINTY@ [get_clocks {aclk}]

# Half of the period belongs to what stands outside. The reset is synchronous, too: one that is not goes through a synchronizer first.
set_input_delay @HALF@ -clock [get_clocks {aclk}] [get_ports {@INPUTS@}]
set_output_delay @HALF@ -clock [get_clocks {aclk}] [get_ports {@OUTPUTS@}]
