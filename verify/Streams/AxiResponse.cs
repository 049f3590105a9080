namespace HwGen.Verify.Streams;

/// <summary>How an AXI slave answers, as in BRESP and RRESP.</summary>
public enum AxiResponse
{
    /// <summary>The access succeeded.</summary>
    Okay,

    /// <summary>An exclusive access succeeded.</summary>
    ExOkay,

    /// <summary>The slave was reached and failed.</summary>
    SlvErr,

    /// <summary>No slave has the address.</summary>
    DecErr,
}
