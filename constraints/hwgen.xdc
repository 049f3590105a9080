# Timing of the top for Vivado, where it is the whole design. In a block design the clock comes from there.
create_clock -name aclk -period @PERIOD@ [get_ports {aclk}]

# Half of the period belongs to what stands outside. The reset is synchronous, too: one that is not goes through a synchronizer first.
set_input_delay -clock [get_clocks {aclk}] @HALF@ [get_ports {@INPUTS@}]
set_output_delay -clock [get_clocks {aclk}] @HALF@ [get_ports {@OUTPUTS@}]
