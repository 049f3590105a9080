namespace HwGen.Verify.Axi4;

/// <summary>In which order a slave answers. Answers to one id always come in the order of their requests.</summary>
public enum AnswerOrder
{
    /// <summary>In the order of the requests.</summary>
    Requests,

    /// <summary>Any id next, drawn at random; the beats of a read stay together.</summary>
    AnyId,

    /// <summary>As <see cref="AnyId"/>, and the beats of reads with different ids are mixed.</summary>
    Interleaved,
}
