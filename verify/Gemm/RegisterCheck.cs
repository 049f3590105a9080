using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Image;
using HwGen.Core.Registers;
using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;
using HwGen.Verify.Streams;

namespace HwGen.Verify.Gemm;

/// <summary>What GEMMs do not reach: every register is written and read back, and damaged weight images and jobs are refused with
/// their error bit, which can be cleared.</summary>
/// <param name="model">the compiled accelerator</param>
/// <param name="configuration">its configuration</param>
public sealed class RegisterCheck(VerilatorModel model, ArrayConfiguration configuration)
{
    private const uint Unused = 0x3C;

    /// <summary>Runs the check.</summary>
    /// <exception cref="SimulationException">a register or an error bit is wrong; the message names it</exception>
    public void Run(ulong seed)
    {
        using var simulator = new Simulator(model, new SimulationOptions { Seed = seed, TimeLimit = SimTime.Us(10_000) });
        var clock = simulator.AddClock("aclk", SimTime.Ns(10));
        simulator.Run(async () =>
        {
            simulator.Dut["aresetn"].Value = 0;
            await clock.Cycles(4);
            simulator.Dut["aresetn"].Value = 1;
            await clock.Cycles(2);
            var control = new AxiLiteMaster(simulator, clock, "s_axi_ctrl", StallPattern.Random(0.3));
            await Registers(control, simulator.Random("values"));
            await Images(control, clock, new AxiStreamSource(simulator, clock, "s_axis_weight", StallPattern.Random(0.2)));
            await control.Write(RegisterMap.JobRows.Offset, 0);
            await control.Write(RegisterMap.Ctrl.Offset, 1);
            await ExpectError(control, "JOB", clock);
        });
    }

    private async SimTask Registers(AxiLiteMaster control, SimRandom random)
    {
        foreach (var register in RegisterMap.All.Where(register => register.Access == RegisterAccess.ReadOnly))
        {
            var before = await control.Read(register.Offset);
            await control.Write(register.Offset, ~before & 0xFFFF_FFFF);
            Expect(register.Name, await control.Read(register.Offset), Fixed(register) ?? before);
        }

        foreach (var register in RegisterMap.All.Where(register => register.Access == RegisterAccess.ReadWrite))
        {
            var signed = register == RegisterMap.JobZeroPoint || register == RegisterMap.JobClampLow || register == RegisterMap.JobClampHigh;
            var mask = signed || register.Fields.IsEmpty ? 0x7FFFu : register.Fields.Aggregate(0u, (bits, field) => bits | field.Mask);
            var value = (uint)random.NextUInt64() & mask;
            await control.Write(register.Offset, signed ? value | 0x8000 : value);
            Expect(register.Name, await control.Read(register.Offset), signed ? value | 0xFFFF_8000 : value);
        }

        Expect(RegisterMap.Isr.Name, await control.Read(RegisterMap.Isr.Offset), 0);
        Expect(RegisterMap.CountClear.Name, await control.Read(RegisterMap.CountClear.Offset), 0);
        Expect("the unused word", await control.Read(Unused), 0);
    }

    private async SimTask Images(AxiLiteMaster control, Clock clock, AxiStreamSource weights)
    {
        var problem = new GemmStimulus(configuration, SimRandom.For(1, "image")).Next(new GemmShape(1, 2 * configuration.NTile, 2 * configuration.Block));
        var good = ImageSerializer.ToBytes(ImageEncoder.Encode(configuration, problem.Weights, new ImageRequest
        {
            KeptPerTile = problem.KeptPerTile,
            BlockLists = problem.BlockLists,
            Channels = problem.Channels,
        }));
        foreach (var (word, error) in new[] { (0, "IMAGE_FORMAT"), (1, "IMAGE_FORMAT"), (2, "IMAGE_HASH"), (3, "IMAGE_SIZE"), (5, "IMAGE_SIZE") })
        {
            var bad = good.ToArray();
            bad.AsSpan(4 * word, 4).Fill(0xFF);
            weights.Queue(bad);
            await ExpectError(control, error, clock);
            weights.Queue(bad[..ImageLayout.HeaderBytes]);  // nothing but the header
            await ExpectError(control, error, clock);
        }

    }

    private async SimTask ExpectError(AxiLiteMaster control, string name, Clock clock)
    {
        var field = RegisterMap.Status.Field(name);
        for (var i = 0; (await control.Read(RegisterMap.Status.Offset) & field.Mask) == 0; i++)
        {
            if (i == 100)
                throw new CheckFailedException($"{configuration.Name}: STATUS.{name} did not rise: {field.Description}");
            await clock.Cycles(20);
        }

        await control.Write(RegisterMap.Status.Offset, field.Mask);
        Expect($"STATUS, {name} cleared", await control.Read(RegisterMap.Status.Offset) & 0x3F, 0);
    }

    private ulong? Fixed(Register register) => register.Name switch
    {
        "MAGIC" => RegisterMap.MagicValue,
        "VERSION" => RegisterMap.VersionValue,
        "CONFIGURATION_HASH" => configuration.Hash,
        "CAP_TILE" => (ulong)(configuration.TileRows | (configuration.TileColumns << 8)),
        "CAP_MESH" => (ulong)(configuration.MeshRows | (configuration.MeshColumns << 16)),
        _ => null,
    };

    private void Expect(string name, ulong found, ulong expected)
    {
        if (found != expected)
            throw new CheckFailedException($"{configuration.Name}: {name} reads 0x{found:x8}, expected 0x{expected:x8}");
    }
}
