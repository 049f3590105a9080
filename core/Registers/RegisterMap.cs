using System.Collections.Immutable;
using static HwGen.Core.Registers.RegisterAccess;

namespace HwGen.Core.Registers;

/// <summary>Every register of the accelerator; headers, documents and test benches are made from this list.</summary>
/// <remarks>The first four follow the control block of Vitis HLS (UG1399).</remarks>
public static class RegisterMap
{
    /// <summary>Address bits of the control interface.</summary>
    public const int AddressWidth = 8;

    /// <summary>What MAGIC reads: "HWGN" in memory order.</summary>
    public const uint MagicValue = 0x4E475748;

    /// <summary>What VERSION reads.</summary>
    public const uint VersionValue = 0x00000100;

    public static Register Ctrl { get; } = new("CTRL", 0x00, ByField, "Job control",
    [
        Bit("START", 0, WriteOneSets, "write 1 to queue a job; reads 1 until the job is taken"),
        Bit("DONE", 1, ReadClears, "a job has finished; cleared by reading"),
        Bit("IDLE", 2, ReadOnly, "no job runs or waits"),
        Bit("READY", 3, ReadOnly, "a job can be queued"),
    ]);

    public static Register Gier { get; } = new("GIER", 0x04, ReadWrite, "Global interrupt enable",
        [Bit("ENABLE", 0, ReadWrite, "irq follows ISR")]);

    public static Register Ier { get; } = new("IER", 0x08, ReadWrite, "Interrupt enable",
        [Bit("DONE", 0, ReadWrite, "a job has finished"), Bit("ERROR", 1, ReadWrite, "an error bit of STATUS was set")]);

    public static Register Isr { get; } = new("ISR", 0x0C, WriteOneToggles, "Interrupt status",
        [Bit("DONE", 0, WriteOneToggles, "a job has finished"), Bit("ERROR", 1, WriteOneToggles, "an error bit of STATUS was set")]);

    public static Register JobRows { get; } = Number("JOB_ROWS", 0x10, ReadWrite, "M: rows of activations and outputs");

    public static Register JobBlocks { get; } = Number("JOB_BLOCKS", 0x14, ReadWrite, "K-blocks of the activations");

    public static Register JobMode { get; } = new("JOB_MODE", 0x18, ReadWrite, "How the job ends",
    [
        Bit("RAW", 0, ReadWrite, "outputs are int32 sums, not requantized"),
        Bit("RELEASE", 1, ReadWrite, "the weight image is released when the job is done"),
    ]);

    public static Register JobZeroPoint { get; } =
        Number("JOB_ZERO_POINT", 0x1C, ReadWrite, "Zero point of the outputs, signed");

    public static Register JobClampLow { get; } =
        Number("JOB_CLAMP_LOW", 0x20, ReadWrite, "Smallest output, signed");

    public static Register JobClampHigh { get; } =
        Number("JOB_CLAMP_HIGH", 0x24, ReadWrite, "Largest output, signed");

    public static Register Status { get; } = new("STATUS", 0x28, ByField, "Errors and weight images",
    [
        Bit("IMAGE_FORMAT", 0, WriteOneClears, "a weight image has a wrong magic or version; sticky"),
        Bit("IMAGE_HASH", 1, WriteOneClears, "a weight image is for another configuration; sticky"),
        Bit("IMAGE_SIZE", 2, WriteOneClears, "a weight image does not fit the memories; sticky"),
        Bit("WEIGHT_LAST", 3, WriteOneClears, "TLAST came early on the weight stream; sticky"),
        Bit("ACTIVATION_LAST", 4, WriteOneClears, "TLAST came early on the activation stream; sticky"),
        Bit("JOB", 5, WriteOneClears, "a job was refused: no rows, no blocks, or more blocks than a bank holds; sticky"),
        Bit("MISMATCH", 6, WriteOneClears, "a job and its image do not fit: JOB_BLOCKS is not the image's, or the image's tables name weights or blocks that are not there; the outputs of the job mean nothing; sticky"),
        new("IMAGES", 9, 8, ReadOnly, "weight images resident"),
        Bit("LOADING", 16, ReadOnly, "a weight image is being loaded"),
    ]);

    public static Register Magic { get; } = Number("MAGIC", 0x40, ReadOnly, "\"HWGN\" in memory order: 0x4E475748");

    public static Register Version { get; } = Number("VERSION", 0x44, ReadOnly, "Version of this register map: 0x00000100");

    public static Register ConfigurationHash { get; } =
        Number("CONFIGURATION_HASH", 0x48, ReadOnly, "Hash of the hardware parameters; weight images carry the same");

    public static Register CapTile { get; } = new("CAP_TILE", 0x4C, ReadOnly, "Dot-product units in a TPE",
        [new("TILE_ROWS", 7, 0, ReadOnly, "rows, A"), new("TILE_COLUMNS", 15, 8, ReadOnly, "columns, C")]);

    public static Register CapMesh { get; } = new("CAP_MESH", 0x50, ReadOnly, "TPEs in the array",
        [new("MESH_ROWS", 15, 0, ReadOnly, "rows, R"), new("MESH_COLUMNS", 31, 16, ReadOnly, "columns, Q")]);

    public static Register CapBlock { get; } = new("CAP_BLOCK", 0x54, ReadOnly, "Blocks, lanes and output",
    [
        new("BLOCK", 7, 0, ReadOnly, "weights in a K-block, B"),
        new("LANES", 15, 8, ReadOnly, "multipliers in a dot-product unit, L"),
        new("METADATA", 23, 16, ReadOnly, "0 none, 1 index, 2 bitmask"),
        new("OUTPUT_LANES", 31, 24, ReadOnly, "outputs requantized per clock, D"),
    ]);

    public static Register CapNumbers { get; } = new("CAP_NUMBERS", 0x58, ReadOnly, "Widths in bits",
    [
        new("ACTIVATION_W", 7, 0, ReadOnly, "activation"),
        new("WEIGHT_W", 15, 8, ReadOnly, "weight"),
        new("ACCUMULATOR_W", 23, 16, ReadOnly, "accumulator"),
    ]);

    public static Register CapWeightDepth { get; } =
        Number("CAP_WEIGHT_DEPTH", 0x5C, ReadOnly, "Words in the weight memory");

    public static Register CapActivationDepth { get; } =
        Number("CAP_ACTIVATION_DEPTH", 0x60, ReadOnly, "Words in one of the two activation banks");

    public static Register CapTileDepth { get; } =
        Number("CAP_TILE_DEPTH", 0x64, ReadOnly, "Entries of the tile table");

    public static Register CapListDepth { get; } =
        Number("CAP_LIST_DEPTH", 0x68, ReadOnly, "64-bit words in the block-list memory");

    public static Register CapStreams { get; } = new("CAP_STREAMS", 0x6C, ReadOnly, "Stream widths in bits",
    [
        new("WEIGHT_STREAM_W", 15, 0, ReadOnly, "weight stream"),
        new("ACTIVATION_STREAM_W", 31, 16, ReadOnly, "activation stream"),
    ]);

    public static Register CountBusy { get; } =
        Number("COUNT_BUSY", 0x80, ReadOnly, "Clocks with a job active");

    public static Register CountWaitActivation { get; } =
        Number("COUNT_WAIT_ACTIVATION", 0x84, ReadOnly, "Clocks in which the next step waited for activations");

    public static Register CountWaitWeight { get; } =
        Number("COUNT_WAIT_WEIGHT", 0x88, ReadOnly, "Clocks in which the next step waited for weights");

    public static Register CountWaitOutput { get; } =
        Number("COUNT_WAIT_OUTPUT", 0x8C, ReadOnly, "Clocks in which the next step waited for room in the drain");

    public static Register CountSteps { get; } = Number("COUNT_STEPS", 0x90, ReadOnly, "Steps issued");

    public static Register CountArray { get; } =
        Number("COUNT_ARRAY", 0x94, ReadOnly, "Clocks from the first step of a job to its last, stalls included");

    public static Register CountClear { get; } = new("COUNT_CLEAR", 0x98, WriteOnly, "Performance counters to 0",
        [Bit("CLEAR", 0, WriteOnly, "write 1")]);

    /// <summary>All registers by ascending offset.</summary>
    public static ImmutableArray<Register> All { get; } =
    [
        Ctrl, Gier, Ier, Isr, JobRows, JobBlocks, JobMode, JobZeroPoint, JobClampLow, JobClampHigh, Status,
        Magic, Version, ConfigurationHash, CapTile, CapMesh, CapBlock, CapNumbers, CapWeightDepth,
        CapActivationDepth, CapTileDepth, CapListDepth, CapStreams, CountBusy, CountWaitActivation,
        CountWaitWeight, CountWaitOutput, CountSteps, CountArray, CountClear,
    ];

    private static RegisterField Bit(string name, int bit, RegisterAccess access, string description) =>
        new(name, bit, bit, access, description);

    private static Register Number(string name, uint offset, RegisterAccess access, string description) =>
        new(name, offset, access, description, []);
}
