using Xunit;
using Xunit.Abstractions;

namespace HwGen.Tests.Cosim.Simulation;

/// <summary>What adapters hear of rows that run in parallel.</summary>
public sealed class ParallelRowsTests
{
    [Fact]
    public void A_method_its_class_and_its_collection_begin_once_before_all_rows_and_end_once_behind_them()
    {
        object[][] rows = [.. Enumerable.Range(1, 8).Select(seed => new object[] { (ulong)seed, 40 + seed })];
        var said = RegressionRun.Of(typeof(SampleSimulations), nameof(SampleSimulations.Counts), rows).ToList();

        int Only<TMessage>() => said.IndexOf(Assert.Single(said, message => message is TMessage));
        int[] begins = [Only<ITestCollectionStarting>(), Only<ITestClassStarting>(), Only<ITestMethodStarting>(), said.FindIndex(message => message is ITestCaseStarting)];
        int[] ends = [said.FindLastIndex(message => message is ITestCaseFinished), Only<ITestMethodFinished>(), Only<ITestClassFinished>(), Only<ITestCollectionFinished>()];
        Assert.Equal(begins.Order(), begins);
        Assert.Equal(ends.Order(), ends);
        Assert.Equal(8, said.OfType<ITestResultMessage>().Count());
        Assert.All(ends[1..].Select(end => Assert.IsAssignableFrom<IFinishedMessage>(said[end])), end =>
        {
            Assert.Equal((8, 8, said.OfType<ITestFailed>().Count()), (end.TestsRun, ((IExecutionMessage)end).TestCases.Count(), end.TestsFailed));
            Assert.Equal(said.OfType<ITestCaseFinished>().Sum(test => test.ExecutionTime), end.ExecutionTime);
        });
    }
}
