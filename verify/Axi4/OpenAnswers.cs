using System.Runtime.InteropServices;
using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Verify.Axi4;

/// <summary>The answers that a slave owes, and which of them is next.</summary>
/// <param name="order">the order of answers</param>
/// <param name="random">draws the next id</param>
internal sealed class OpenAnswers(AnswerOrder order, SimRandom random)
{
    private readonly List<Answer> open = [];

    /// <summary>How many there are.</summary>
    public int Count => open.Count;

    /// <summary>An answer, by its place.</summary>
    public ref Answer this[int place] => ref CollectionsMarshal.AsSpan(open)[place];

    /// <summary>Adds one.</summary>
    /// <param name="answer">the answer; those of one latency come due in the order in which they are added</param>
    public void Add(Answer answer) => open.Add(answer);

    /// <summary>Ends one.</summary>
    public void RemoveAt(int place) => open.RemoveAt(place);

    /// <summary>Forgets all, as in reset.</summary>
    public void Clear() => open.Clear();

    /// <summary>The place of the answer to go on with.</summary>
    /// <param name="cycle">the clock's cycle</param>
    /// <returns>its place, -1 if none is due</returns>
    public int Next(long cycle)
    {
        var due = 0;
        while (due < open.Count && open[due].DueCycle <= cycle)
            due++;
        if (due == 0)
            return -1;
        if (order == AnswerOrder.Requests)
            return 0;
        if (order == AnswerOrder.AnyId)
            for (var i = 0; i < due; i++)
                if (open[i].Beat > 0)
                    return i;
        var id = open[random.Next(due)].Request.Id;
        var first = 0;
        while (open[first].Request.Id != id)
            first++;
        return first;
    }

    /// <summary>One answer that is owed.</summary>
    /// <param name="Request">what it answers</param>
    /// <param name="DueCycle">the cycle from which on it may come</param>
    /// <param name="Response">the answer to a write</param>
    /// <param name="Beat">the next beat of a read</param>
    public record struct Answer(Axi4Request Request, long DueCycle, AxiResponse Response = AxiResponse.Okay, int Beat = 0);
}
