using System.CommandLine;
using HwGen.Cli.Boards;
using HwGen.Cli.Output;
using HwGen.Cli.Simulation;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Numerics;
using HwGen.Hdlgen;
using HwGen.Hdlgen.Boards;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Cli.Commands;

/// <summary>Runs layers on a board behind a serial port, real or simulated, and compares them with the golden model; without layers, tests the board.</summary>
public sealed class BoardCommand : HwgenCommand
{
    private readonly Argument<string> source = ConfigurationArgument.Create();
    private readonly Option<string?> board = new("--board")
    {
        Description = $"which board: {string.Join(", ", Board.All.Select(one => one.Name))} [default: the one that CONFIG is named after, or the only one]",
        HelpName = "NAME",
    };

    private readonly Option<string?> port = new("--port") { Description = "serial port of the board, such as /dev/ttyUSB1", HelpName = "DEVICE" };
    private readonly Option<bool> simulate = new("--simulate") { Description = "simulate the board at its pins, behind a pseudo-terminal" };
    private readonly Option<string?> images = new("--images") { Description = "what hwgen prune wrote: all of its layers, with random activations", HelpName = "DIR" };
    private readonly Option<GemmShape?> gemm = GemmOption.Create("one GEMM of this shape, with random numbers, instead of the test");
    private readonly Option<int?> kept = NumberOption.Optional("--kept", "weights kept of a block, with --gemm [default: sparsity.kept]", 1, 32);
    private readonly Option<int?> rows = NumberOption.Optional("--rows", "M of each layer, with --images [default: two M-tiles and a row]", 1, 1 << 20);
    private readonly Option<bool> preloaded = new("--preloaded") { Description = "the array starts with the first of --images, which is not sent" };
    private readonly Option<int> seed = NumberOption.Of("--seed", "seed of the random numbers", 1, 1);

    public BoardCommand(Terminal terminal)
        : base(terminal, "board", "test a board behind a serial port, or run layers on it, and compare them with the golden model")
    {
        foreach (Option option in new Option[] { board, port, simulate, images, gemm, kept, rows, preloaded, seed })
            Add(option);
        Add(source);
        Validators.Add(result =>
        {
            if ((result.GetResult(port) is not null) == (result.GetResult(simulate) is { Implicit: false }))
                result.AddError($"one of --port and --simulate must be given; {SerialPortList.Text()}");
            if (result.GetResult(images) is not null && result.GetResult(gemm) is not null)
                result.AddError("--images and --gemm exclude each other; without them the board is tested");
            if (result.GetResult(kept) is not null && result.GetResult(gemm) is null)
                result.AddError("--kept goes with --gemm only");
            if (result.GetResult(rows) is not null && result.GetResult(images) is null)
                result.AddError("--rows goes with --images only");
            if (result.GetResult(preloaded) is { Implicit: false } && (result.GetResult(images) is null || result.GetResult(simulate) is { Implicit: false }))
                result.AddError("--preloaded goes with --port and --images only");
        });
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        string named = arguments.GetRequiredValue(source);
        ArrayConfiguration configuration = ConfigurationFile.Read(named);
        Board chosen = Board.Of(arguments.GetValue(board), configuration.Name);
        chosen.ClocksPerBit(Pll.For(chosen.Oscillator, configuration.ClockPeriodNs).Megahertz);
        IReadOnlyList<BoardWork> work = Work(arguments, configuration);
        using SimulatedBoard? simulated = arguments.GetValue(simulate) ? Simulated(configuration, chosen, session) : null;
        string name = simulated?.Port ?? arguments.GetValue(port)!;
        using SerialPort line = SerialPort.Open(name, chosen.Baud);
        var link = new BoardLink(line, simulated is null ? TimeSpan.FromSeconds(0.5) : TimeSpan.FromSeconds(60));
        var accelerator = new BoardAccelerator(link, configuration);
        try
        {
            accelerator.Identify();
        }
        catch (CheckFailedException failed) when (simulated is null && failed.Hints.Count == 0)
        {
            throw new CheckFailedException(failed.Message, new BoardAdvice(chosen, named, name).For(link.Fault));
        }

        session.Say($"{chosen.Name} at {name}: {configuration.Name}, hash {configuration.Hash:x8}");
        int registers = BoardRegisterTest.Run(accelerator, configuration);
        session.Say($"registers: {registers} hold what they must");
        bool startsWithImage = arguments.GetValue(preloaded);
        accelerator.Start(startsWithImage);
        List<BoardLayer> layers = [.. work.Select((one, number) => RunLayer(one, new BoardGemmEngine(accelerator, one.Network, startsWithImage && number == 0), session))];
        Show(layers, simulated is not null, session);
        session.Return(new { board = chosen.Name, port = name, simulated = simulated is not null, configuration = configuration.Name, hash = Provenance.HashText(configuration), registers, repeated_frames = link.Repeats, layers, log = session.LogPath });
        foreach (BoardLayer layer in layers.Where(layer => layer.First is not null))
            session.Complain($"{configuration.Name} on {name}, seed {arguments.GetValue(seed)}: {layer.Name}: {layer.First}");
        if (layers.Any(layer => layer.Mismatches > 0))
            return ExitCode.CheckFailed;
        session.Say($"{layers.Sum(layer => (long)layer.M * layer.N)} outputs, all as the golden model computes them");
        return ExitCode.Good;
    }

    private IReadOnlyList<BoardWork> Work(ParseResult arguments, ArrayConfiguration configuration)
    {
        ulong chance = (ulong)arguments.GetValue(seed);
        if (arguments.GetValue(images) is { } folder)
            return BoardWork.OfNetwork(NetworkImages.Read(folder, configuration), arguments.GetValue(rows) ?? (2 * configuration.MTile) + 1, chance);
        if (arguments.GetValue(gemm) is not { } shape)
            return BoardWork.SelfTest(configuration, chance);
        int wanted = arguments.GetValue(kept) ?? configuration.Kept;
        return wanted <= configuration.Block
            ? [BoardWork.OfGemm("gemm", configuration, shape, wanted, chance)]
            : throw new InputException("--kept", $"{wanted}, must be 1 to array.block ({configuration.Block})");
    }

    private static SimulatedBoard Simulated(ArrayConfiguration configuration, Board board, Session session)
    {
        using var folder = TemporaryFolder.Create();
        session.Step($"compiling {UartTopPrinter.Name} of {configuration.Name}");
        VerilatorModel model = session.Watch("compiling the board", _ => new ModelBuilder().Build(SimulatedBoard.Describe(configuration, board, folder.Path)));
        return SimulatedBoard.Start(configuration, board, model);
    }

    private static BoardLayer RunLayer(BoardWork work, BoardGemmEngine engine, Session session)
    {
        (string name, NetworkImages network, GemmLayer layer, Matrix<int> activations) = work;
        session.Step($"{name}: M {activations.Rows}, K {layer.K}, N {layer.N}, jobs: {layer.Parts.Count}");
        Matrix<int> found = session.Watch(name, _ => engine.Multiply(layer, activations));
        long mismatches = OutputComparison.Of(found, new GoldenGemmEngine(network.Network).Multiply(layer, activations), out string? first);
        return new BoardLayer(name, activations.Rows, layer.K, layer.N, layer.Parts.Count, engine.Bytes, engine.Time.TotalSeconds, engine.ArrayClocks, mismatches, first);
    }

    private static void Show(List<BoardLayer> layers, bool isSimulated, Session session)
    {
        var table = new ResultTable("layer", ">M", ">K", ">N", ">jobs", ">bytes", ">array clocks", isSimulated ? ">simulated in s" : ">s", ">kB/s", ">mismatches");
        foreach (BoardLayer layer in layers)
        {
            table.Add(
                layer.Name, $"{layer.M}", $"{layer.K}", $"{layer.N}", $"{layer.Jobs}", $"{layer.Bytes}", $"{layer.ArrayClocks}",
                $"{layer.Seconds:0.00}", isSimulated ? "-" : $"{layer.Bytes / layer.Seconds / 1000:0.0}", $"{layer.Mismatches}");
        }

        session.Show(table);
    }
}
