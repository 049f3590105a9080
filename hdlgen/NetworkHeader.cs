using HwGen.Core.Configuration;
using HwGen.Core.Driver;
using HwGen.Core.IO;
using HwGen.Core.Network;

namespace HwGen.Hdlgen;

/// <summary>Prints what a C program needs to know of a network before it runs, and an assembler file that puts the network into the program.</summary>
public static class NetworkHeader
{
    /// <summary>The C99 text.</summary>
    /// <param name="configuration">the array</param>
    /// <param name="network">its plan</param>
    /// <param name="plan">as the driver runs it</param>
    /// <param name="selfTestBytes">length of the golden vectors</param>
    public static string Print(ArrayConfiguration configuration, Plan network, DriverPlan plan, int selfTestBytes) => $"""
        /* {Provenance.Line(configuration)} */
        #ifndef HWGEN_NETWORK_H
        #define HWGEN_NETWORK_H

        #include <stdint.h>

        #include "hwgen_regs.h"

        #if HWGEN_CONFIGURATION_HASH != 0x{configuration.Hash:X8}u
        #error "the network is for {configuration.Name} ({configuration.Hash:x8}), hwgen_regs.h for another configuration"
        #endif

        {Define("NAME", $"\"{Plain(network.Network)}\"")}
        {Define("BATCH", $"{plan.Options.Batch}")}
        {Define("PLAN_BYTES", $"{plan.Bytes.Length}u")}
        {Define("SELF_TEST_BYTES", $"{selfTestBytes}u")}
        {Define("SCRATCH_BYTES", $"{plan.ScratchBytes}u")}

        /* Input: {Tensor<int>.Describe(network.Input.Shape)}, real = scale * (integer - zero point). */
        {Side("INPUT", plan.InputBytes, plan.Input, network.Input.Quantization)}

        /* Output: {Tensor<int>.Describe(network.Output.Shape)}. */
        {Side("OUTPUT", plan.OutputBytes, plan.Output, network.Output.Quantization)}

        /* The files, where hwgen_network.S is part of the program. */
        extern const uint8_t hwgen_network_plan[HWGEN_NETWORK_PLAN_BYTES];
        extern const uint8_t hwgen_network_self_test[HWGEN_NETWORK_SELF_TEST_BYTES];

        #endif

        """.ReplaceLineEndings("\n");

    /// <summary>The text for the assembler of gcc or clang.</summary>
    public static string Assembly(ArrayConfiguration configuration) => $"""
        /* {Provenance.Line(configuration)} */
            .section .rodata
            .global hwgen_network_plan
            .balign {DriverPlan.Alignment}
        hwgen_network_plan:
            .incbin "network.plan"
            .global hwgen_network_self_test
            .balign {DriverPlan.Alignment}
        hwgen_network_self_test:
            .incbin "selftest.bin"
            .section .note.GNU-stack,"",%progbits

        """.ReplaceLineEndings("\n");

    private static string Side(string side, int bytes, DriverTensor tensor, TensorQuantization quantization) => string.Join('\n',
        Define($"{side}_BYTES", $"{bytes}u"),
        Define($"{side}_ELEMENT_BYTES", $"{tensor.ElementBytes}"),
        Define($"{side}_SCALE", FormattableString.Invariant($"{quantization.Scale:E16}")),
        Define($"{side}_ZERO_POINT", $"({quantization.ZeroPoint})"));

    private static string Define(string name, string value) => $"#define HWGEN_NETWORK_{name,-34} {value}";

    // A name of a network may hold anything; in a C string it must not.
    private static string Plain(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || "-_. ".Contains(c, StringComparison.Ordinal) ? c : '_'));
}
