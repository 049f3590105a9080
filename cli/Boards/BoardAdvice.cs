using HwGen.Hdlgen.Boards;

namespace HwGen.Cli.Boards;

/// <summary>What to look at when a board does not do as it should, the likeliest first.</summary>
/// <param name="Board">which board</param>
/// <param name="Source">its configuration, as on the command line</param>
/// <param name="Port">where it should be</param>
internal sealed record BoardAdvice(Board Board, string Source, string Port)
{
    private const string Folder = "out/bitstream";

    private string Load => $"hwgen synth {Source} -t {Board.Name} -o {Folder}, then {Board.Programmer} {Folder}/bitstream.bin";

    /// <summary>How the next command after a synthesis is called.</summary>
    /// <param name="board">what it was synthesized for</param>
    /// <param name="source">the configuration, as on the command line</param>
    /// <param name="configuration">its name</param>
    /// <param name="bitstream">path of the file</param>
    public static IReadOnlyList<string> AfterSynthesis(Board board, string source, string configuration, string bitstream) =>
    [
        $"onto the board:    {board.Programmer} {bitstream}",
        $"does it work:      hwgen board {source}{(board == Board.Implied(configuration) ? "" : $" --board {board.Name}")} --port /dev/ttyUSB1",
    ];

    /// <summary>Hints, a line each.</summary>
    /// <param name="fault">of the link; none if it answers and holds something else</param>
    public IReadOnlyList<string> For(LinkFault fault) => fault switch
    {
        LinkFault.None => [$"  is this array on the board? {Load}"],
        LinkFault.Silent => [$"  is the bitstream on the board? {Load}", WrongPort, .. Listeners, "  is its reset button held, is the cable one for data?"],
        LinkFault.Echo => ["  are RX and TX joined, or does a terminal echo?", WrongPort],
        LinkFault.Garbled => [WrongPort, $"  does the board run at another clock than {Source} says? {Load}", .. Listeners, "  another serial device may be at this port"],
        _ => [.. Listeners, "  another cable, another socket without a hub in between?", $"  does the clock have a margin? hwgen synth {Source} -t {Board.Name} -o {Folder} says"],
    };

    private string WrongPort => $"  is it the right port? {Board.PortHint}; {SerialPortList.Text()}";

    private IEnumerable<string> Listeners => PortHolder.Of(Port)
        .Where(holder => holder.Pid != Environment.ProcessId).Select(holder => $"  {holder} has the port open, too, and takes bytes away");
}
