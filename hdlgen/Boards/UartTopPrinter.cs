using HwGen.Core.Configuration;
using HwGen.Core.MemoryFiles;

namespace HwGen.Hdlgen.Boards;

/// <summary>Prints <c>uart_accelerator</c>: the generated top with <c>uart_bridge</c> on its buses. Four pins and a clock, no cells of a vendor.</summary>
public static class UartTopPrinter
{
    /// <summary>Module name.</summary>
    public const string Name = "uart_accelerator";

    /// <summary>The Verilog-2005 text.</summary>
    public static string Print(ArrayConfiguration configuration)
    {
        ArrayConfiguration c = configuration;
        return $$$"""
            // {{{Provenance.Line(c)}}}
            //
            // The accelerator behind a serial line: frames of uart_bridge in place of its buses.
            `default_nettype none

            module {{{Name}}} #(
                parameter CLOCKS_PER_BIT = 24,
                parameter STALL_W        = 12,
                parameter SILENCE_W      = 20,
                parameter PRELOAD_FOLDER = "{{{PreloadedMemories.Folder}}}"  // looked at if memories are preloaded
            ) (
                input  wire clk_i,
                input  wire rst_i,
                input  wire rx_i,
                output wire tx_o,
                output wire busy_o,
                output wire irq_o
            );

                wire        aresetn;
                wire [7:0]  awaddr, araddr;
                wire [31:0] wdata, rdata;
                wire        awvalid, awready, wvalid, wready, bvalid, arvalid, arready, rvalid;
                wire [1:0]  bresp, rresp;
                wire        weight_tvalid, weight_tready, weight_tlast;
                wire [{{{c.WeightStreamBits - 1}}}:0] weight_tdata;
                wire        act_tvalid, act_tready, act_tlast;
                wire [{{{c.ActivationStreamBits - 1}}}:0] act_tdata;
                wire        out_tvalid, out_tready, out_tlast;
                wire [{{{c.OutputStreamBits - 1}}}:0] out_tdata;
                wire [{{{(c.OutputStreamBits / 8) - 1}}}:0] out_tkeep;
                // The other side knows how many bytes a job gives; registers answer OKAY always.
                wire unused_answers = &{1'b0, out_tkeep, bresp, rresp};

                uart_bridge #(
                    .CLOCKS_PER_BIT(CLOCKS_PER_BIT),
                    .WEIGHT_STREAM_W({{{c.WeightStreamBits}}}),
                    .ACTIVATION_STREAM_W({{{c.ActivationStreamBits}}}),
                    .OUTPUT_STREAM_W({{{c.OutputStreamBits}}}),
                    .STALL_W(STALL_W),
                    .SILENCE_W(SILENCE_W)
                ) bridge (
                    .clk_i(clk_i),
                    .rst_i(rst_i),
                    .rx_i(rx_i),
                    .tx_o(tx_o),
                    .busy_o(busy_o),
                    .aresetn_o(aresetn),
                    .awaddr_o(awaddr),
                    .awvalid_o(awvalid),
                    .awready_i(awready),
                    .wdata_o(wdata),
                    .wvalid_o(wvalid),
                    .wready_i(wready),
                    .bvalid_i(bvalid),
                    .araddr_o(araddr),
                    .arvalid_o(arvalid),
                    .arready_i(arready),
                    .rdata_i(rdata),
                    .rvalid_i(rvalid),
                    .weight_tvalid_o(weight_tvalid),
                    .weight_tready_i(weight_tready),
                    .weight_tdata_o(weight_tdata),
                    .weight_tlast_o(weight_tlast),
                    .act_tvalid_o(act_tvalid),
                    .act_tready_i(act_tready),
                    .act_tdata_o(act_tdata),
                    .act_tlast_o(act_tlast),
                    .out_tvalid_i(out_tvalid),
                    .out_tready_o(out_tready),
                    .out_tdata_i(out_tdata),
                    .out_tlast_i(out_tlast)
                );

                {{{c.ModuleName}}} #(.PRELOAD_FOLDER(PRELOAD_FOLDER)) accelerator (
                    .aclk(clk_i),
                    .aresetn(aresetn),
                    .irq(irq_o),
                    .s_axi_ctrl_awaddr(awaddr),
                    .s_axi_ctrl_awprot(3'b000),
                    .s_axi_ctrl_awvalid(awvalid),
                    .s_axi_ctrl_awready(awready),
                    .s_axi_ctrl_wdata(wdata),
                    .s_axi_ctrl_wstrb(4'b1111),
                    .s_axi_ctrl_wvalid(wvalid),
                    .s_axi_ctrl_wready(wready),
                    .s_axi_ctrl_bresp(bresp),
                    .s_axi_ctrl_bvalid(bvalid),
                    .s_axi_ctrl_bready(1'b1),
                    .s_axi_ctrl_araddr(araddr),
                    .s_axi_ctrl_arprot(3'b000),
                    .s_axi_ctrl_arvalid(arvalid),
                    .s_axi_ctrl_arready(arready),
                    .s_axi_ctrl_rdata(rdata),
                    .s_axi_ctrl_rresp(rresp),
                    .s_axi_ctrl_rvalid(rvalid),
                    .s_axi_ctrl_rready(1'b1),
                    .s_axis_weight_tvalid(weight_tvalid),
                    .s_axis_weight_tready(weight_tready),
                    .s_axis_weight_tdata(weight_tdata),
                    .s_axis_weight_tlast(weight_tlast),
                    .s_axis_act_tvalid(act_tvalid),
                    .s_axis_act_tready(act_tready),
                    .s_axis_act_tdata(act_tdata),
                    .s_axis_act_tlast(act_tlast),
                    .m_axis_out_tvalid(out_tvalid),
                    .m_axis_out_tready(out_tready),
                    .m_axis_out_tdata(out_tdata),
                    .m_axis_out_tkeep(out_tkeep),
                    .m_axis_out_tlast(out_tlast)
                );

            endmodule

            `default_nettype wire

            """.ReplaceLineEndings("\n");
    }
}
