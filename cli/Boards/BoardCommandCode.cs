namespace HwGen.Cli.Boards;

/// <summary>What a frame asks of <c>uart_bridge</c>.</summary>
public enum BoardCommandCode : byte
{
    /// <summary>Resets the accelerator and forgets the tag of the frame before.</summary>
    Reset = 0,

    /// <summary>Writes registers from the address on.</summary>
    WriteRegisters = 1,

    /// <summary>Reads registers from the address on.</summary>
    ReadRegisters = 2,

    /// <summary>Sends words into the weight stream; address 1 says that the last one ends the image.</summary>
    SendWeights = 3,

    /// <summary>Sends words into the activation stream; address 1 says that the last one ends the job.</summary>
    SendActivations = 4,

    /// <summary>Takes words from the output stream.</summary>
    TakeOutputs = 5,
}
