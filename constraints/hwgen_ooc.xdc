# The clock for synthesis out of context: add this file with USED_IN {synthesis out_of_context implementation}.
create_clock -name aclk -period @PERIOD@ [get_ports {aclk}]
