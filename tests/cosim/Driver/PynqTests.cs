using System.Buffers.Binary;
using System.Diagnostics;
using HwGen.Core.Configuration;
using HwGen.Core.Driver;
using HwGen.Tests.Cosim.Gemm;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Cosim.Driver;

/// <summary>The Python class for PYNQ, with a pynq that has no board: its DMA compare every packet with one that went to or came from the
/// simulated Verilog.</summary>
public sealed class PynqTests
{
    private const string Python = "/usr/bin/python3";  // Debian's, which has python3-numpy

    [NeedsToolFact("verilator", "gcc", "numpy")]
    public void Python_sends_what_the_accelerator_needs_and_finds_what_it_gave()
    {
        using var scratch = new ScratchFolder();
        ArrayConfiguration configuration = Accelerators.Configuration("int8-2of4-1x4x1_4x4");
        DraftNetwork draft = SampleNetworks.Images(configuration, seed: 4);
        DriverPlan plan = draft.Plan(new DriverOptions(2, 1));
        byte[] vectors = SelfTestVectors.Write(plan, draft.Network, draft.Inputs(2));
        File.WriteAllBytes(scratch.At("network.plan"), plan.Bytes);
        File.WriteAllBytes(scratch.At("selftest.bin"), vectors);
        File.WriteAllBytes(scratch.At("recording.bin"), SimulatedPort.Run(Accelerators.Build(configuration), port =>
        {
            using var driver = new DriverSession(configuration, port);
            Assert.Equal(DriverResult.Ok, driver.Identify());
            Assert.Equal(DriverResult.Ok, driver.Open(plan.Bytes));
            Assert.Equal(DriverResult.Ok, driver.SelfTest(vectors, out _));
            return Recording(port.Packets);
        }));
        CCompiler.Run(configuration, scratch.Path,
            ["-O1", "-shared", "-fPIC", .. CCompiler.Sources, RepositoryFolder.At($"{CCompiler.Driver}/ports/shared/hwgen_shared.c"), "-o", "libhwgen.so"]);

        Assert.Equal((0, "good\n", ""), Run(scratch, configuration.Hash));
    }

    private static byte[] Recording(IEnumerable<(byte Stream, byte[] Bytes)> packets) => [.. packets.SelectMany(packet =>
    {
        var head = new byte[5];
        head[0] = packet.Stream;
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(1), packet.Bytes.Length);
        return head.Concat(packet.Bytes);
    })];

    private static (int Code, string Out, string Error) Run(ScratchFolder scratch, uint hash)
    {
        string here = RepositoryFolder.At("tests/cosim/Driver");
        var start = new ProcessStartInfo(Python, [$"{here}/check_pynq.py", RepositoryFolder.At("drivers/pynq"), scratch.At("libhwgen.so"), $"{hash}", scratch.Path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PYTHONPATH"] = $"{here}/fake_pynq";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
