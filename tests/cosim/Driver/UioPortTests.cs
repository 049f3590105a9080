using System.Buffers.Binary;
using System.Diagnostics;
using HwGen.Core.Configuration;
using HwGen.Core.Driver;
using HwGen.Core.Registers;
using HwGen.Tests.Cosim.Gemm;
using HwGen.Tests.Shared;
using HwGen.Verify.Processes;

namespace HwGen.Tests.Cosim.Driver;

/// <summary>The port for Linux with the example program on it, devices being files: what it maps, where it points the DMA, what it says.</summary>
/// <remarks>The DMA of these files come out of reset, and never end a transfer.</remarks>
public sealed class UioPortTests : IDisposable
{
    private const uint MemoryAddress = 0x3F000000;
    private const int MemoryBytes = 1 << 20;
    private static readonly ArrayConfiguration Array = Accelerators.Configuration("int8-2of4-1x4x1_4x4");

    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [NeedsToolFact("gcc")]
    public void It_maps_its_devices_and_starts_the_dma_inside_the_memory()
    {
        Compile("-DHWGEN_RESET_READS=2000000000");
        DriverPlan plan = WritePlan();
        WriteDevices();
        using var weightDma = new DmaFile(scratch.At("dev/uio1"));
        using var streamDma = new DmaFile(scratch.At("dev/uio2"));

        Assert.Equal((1, "no hwgen accelerator answers at this address\n"), Run());
        Put("dev/uio0", RegisterMap.Magic.Offset, RegisterMap.MagicValue);
        Put("dev/uio0", RegisterMap.Version.Offset, RegisterMap.VersionValue);
        Put("dev/uio0", RegisterMap.ConfigurationHash.Offset, Array.Hash);
        Put("dev/uio0", RegisterMap.Ctrl.Offset, RegisterMap.Ctrl.Field("READY").Mask);
        Assert.Equal((1, "nothing moved for as many polls as poll_limit allows\n"), Run());

        Assert.Equal(plan.Bytes, File.ReadAllBytes(scratch.At("dev/udmabuf0"))[..plan.Bytes.Length]);
        Assert.Equal(MemoryAddress + DriverPlan.HeaderBytes, weightDma[0x18]);  // the first image
        Assert.Equal(ImageBytes(plan), weightDma[0x28]);
        uint scratchStart = MemoryAddress + (((uint)plan.Bytes.Length + 63) & ~63u);
        Assert.InRange(streamDma[0x18], scratchStart, scratchStart + (uint)plan.ScratchBytes - streamDma[0x28]);
        Assert.InRange(streamDma[0x48], scratchStart, scratchStart + (uint)plan.ScratchBytes - streamDma[0x58]);
        Assert.Equal((1u, 1u, 1u), (weightDma[0x00], streamDma[0x00], streamDma[0x30]));  // run
    }

    [NeedsToolFact("gcc")]
    public void A_dma_that_stays_in_reset_is_told()
    {
        Compile("-DHWGEN_RESET_READS=10");
        WriteDevices();
        Assert.Equal((2, "the DMA do not come out of reset: Connection timed out\n"), Run());
    }

    [NeedsToolTheory("gcc")]
    [InlineData("sys/class/u-dma-buf/udmabuf0/size", "0\n", "sys/class/u-dma-buf/udmabuf0: Invalid argument")]
    [InlineData("sys/class/u-dma-buf/udmabuf0/phys_addr", null, "sys/class/u-dma-buf/udmabuf0: No such file or directory")]
    [InlineData("dev/udmabuf0", null, "dev/udmabuf0: No such file or directory")]
    [InlineData("dev/uio2", null, "dev/uio2: No such file or directory")]
    public void What_is_missing_is_named(string file, string? content, string expected)
    {
        Compile("-O0");
        WriteDevices();
        File.Delete(scratch.At(file));
        if (content is not null)
            File.WriteAllText(scratch.At(file), content);
        Assert.Equal((2, $"{scratch.Path}/{expected}\n"), Run());
    }

    [NeedsToolFact("gcc")]
    public void It_sleeps_until_the_interrupt_but_not_for_good()
    {
        CCompiler.Run(Array, scratch.Path,
        [
            "-I", RepositoryFolder.At("drivers/c/ports/linux_uio"), RepositoryFolder.At("tests/cosim/Driver/check_uio_wait.c"), .. CCompiler.Sources,
            RepositoryFolder.At("drivers/c/ports/axi_dma/hwgen_axi_dma.c"), "-o", "check_uio_wait",
        ]);
        ToolResult result = new ExternalTool(scratch.At("check_uio_wait"), "gcc").Run(scratch.Path, []);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    private void Compile(string option) => CCompiler.Run(Array, scratch.Path,
    [
        option, RepositoryFolder.At("drivers/c/examples/linux_self_test.c"), .. CCompiler.Sources,
        RepositoryFolder.At("drivers/c/ports/axi_dma/hwgen_axi_dma.c"), RepositoryFolder.At("drivers/c/ports/linux_uio/hwgen_uio.c"), "-o", "linux_self_test",
    ]);

    private DriverPlan WritePlan()
    {
        DraftNetwork draft = SampleNetworks.Images(Array, seed: 1);
        DriverPlan plan = draft.Plan(new DriverOptions());
        File.WriteAllBytes(scratch.At("network.plan"), plan.Bytes);
        File.WriteAllBytes(scratch.At("selftest.bin"), SelfTestVectors.Write(plan, draft.Network, draft.Inputs(1)));
        return plan;
    }

    private void WriteDevices()
    {
        Directory.CreateDirectory(scratch.At("dev"));
        Directory.CreateDirectory(scratch.At("sys/class/u-dma-buf/udmabuf0"));
        foreach (string device in new[] { "uio0", "uio1", "uio2" })
            File.WriteAllBytes(scratch.At($"dev/{device}"), new byte[4096]);
        File.WriteAllBytes(scratch.At("dev/udmabuf0"), new byte[MemoryBytes]);
        File.WriteAllText(scratch.At("sys/class/u-dma-buf/udmabuf0/phys_addr"), $"0x{MemoryAddress:x}\n");
        File.WriteAllText(scratch.At("sys/class/u-dma-buf/udmabuf0/size"), $"{MemoryBytes}\n");
    }

    private void Put(string file, uint offset, uint value)
    {
        byte[] bytes = File.ReadAllBytes(scratch.At(file));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan((int)offset), value);
        File.WriteAllBytes(scratch.At(file), bytes);
    }

    // Bytes of the first image, as its first job states them: they stand behind the window and eight numbers of the first step.
    private static uint ImageBytes(DriverPlan plan)
    {
        int steps = BinaryPrimitives.ReadInt32LittleEndian(plan.Bytes.AsSpan(4 * 9));
        return BinaryPrimitives.ReadUInt32LittleEndian(plan.Bytes.AsSpan(steps + (4 * (5 + 15 + 9 + 1))));
    }

    private (int Code, string Error) Run()
    {
        var start = new ProcessStartInfo(scratch.At("linux_self_test"), [scratch.At("network.plan"), scratch.At("selftest.bin")]) { RedirectStandardError = true };
        start.Environment["HWGEN_UIO"] = scratch.Path;
        start.Environment["HWGEN_POLLS"] = "20";
        using Process process = Process.Start(start)!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }
}
