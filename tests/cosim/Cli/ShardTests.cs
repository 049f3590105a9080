using System.Xml.Linq;
using HwGen.Cli;
using HwGen.Tests.Shared;
using HwGen.Verify.Coverage;
using HwGen.Verify.Testing;

namespace HwGen.Tests.Cosim.Cli;

public sealed class ShardTests : IDisposable
{
    private const string Configuration = "int8-2of4-1x4x1_4x4";

    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void Shards_cover_everything_once_and_evenly()
    {
        for (int work = 0; work < 20; work++)
            for (int count = 1; count < 9; count++)
            {
                (int First, int Length)[] shares = [.. Enumerable.Range(1, count).Select(i => new Shard(i, count).Share(work))];
                Assert.Equal(Enumerable.Range(0, work), shares.SelectMany(share => Enumerable.Range(share.First, share.Length)));
                Assert.InRange(shares.Max(share => share.Length) - shares.Min(share => share.Length), 0, 1);
            }
    }

    [Theory]
    [InlineData("2/8", true)]
    [InlineData("8/8", true)]
    [InlineData("0/8", false)]
    [InlineData("9/8", false)]
    [InlineData("1", false)]
    [InlineData("-1/2", false)]
    public void A_shard_is_written_as_which_of_how_many(string text, bool valid)
    {
        Assert.Equal(valid, Shard.TryParse(text, out Shard? shard));
        Assert.Equal(valid ? text : null, shard?.ToString());
    }

    [NeedsToolFact("verilator", "g++")]
    public void Two_shards_merged_are_the_whole_run()
    {
        CommandRun[] shards =
        [
            .. new[] { "1/2", "2/2" }.Select((shard, i) => Run(
                "verify", Configuration, "--count", "50", "--seed", "3", "--shard", shard, "--junit", scratch.At($"shard-{i}.xml"))),
        ];
        CommandRun whole = Run("verify", Configuration, "--count", "50", "--seed", "3", "--junit", scratch.At("whole.xml"));
        CommandRun merged = Run("merge", scratch.At("shard-0.xml"), scratch.At("shard-1.xml"), "-o", scratch.At("merged"));

        Assert.Equal([$"{Configuration}: 4 checks, 20 GEMMs, 0 mismatches\n", $"{Configuration}: 5 checks, 30 GEMMs, 0 mismatches\n"], shards.Select(run => run.Out));
        Assert.Equal((ExitCode.Good, $"{scratch.At("merged/junit.xml")}: 14 tests, 0 failed\n"), (merged.Code, merged.Out));
        Assert.Equal(Names(scratch.At("whole.xml")).Order(), Names(scratch.At("merged/junit.xml")).Order());
        Assert.Equal(ExitCode.Good, whole.Code);
    }

    [Fact]
    public void A_failure_in_a_part_fails_the_whole()
    {
        File.WriteAllText(scratch.At("a.xml"), "<testsuite name='s'><testcase name='one'/></testsuite>");
        File.WriteAllText(scratch.At("b.xml"), "<testsuites><testsuite name='s'><testcase name='two'><failure message='no'/></testcase></testsuite></testsuites>");
        CommandRun merged = Run("merge", scratch.At("a.xml"), scratch.At("b.xml"), "-o", scratch.Path);

        Assert.Equal((ExitCode.CheckFailed, $"{scratch.At("junit.xml")}: 2 tests, 1 failed\n"), (merged.Code, merged.Out));
        Assert.Equal("2", XElement.Load(scratch.At("junit.xml")).Element("testsuite")!.Attribute("tests")!.Value);
    }

    [Fact]
    public void Results_of_dotnet_test_are_merged_and_an_aborted_run_is_a_failure()
    {
        File.WriteAllText(scratch.At("a.trx"), """
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
              <Results>
                <UnitTestResult testId="1" testName="A.B.One(seed: 1)" duration="00:01:00.5000000" outcome="Passed" />
                <UnitTestResult testId="2" testName="A.B.Two" duration="00:00:00.0010000" outcome="Failed">
                  <Output><StdOut>said</StdOut><ErrorInfo><Message>seed 2, at 10 ns: no</Message><StackTrace>at A.B</StackTrace></ErrorInfo></Output>
                </UnitTestResult>
                <UnitTestResult testId="3" testName="A.B.Three" outcome="NotExecuted" />
              </Results>
              <TestDefinitions>
                <UnitTest id="1"><TestMethod codeBase="/x/Spi.dll" className="A.B" name="One" /></UnitTest>
                <UnitTest id="2"><TestMethod codeBase="/x/Spi.dll" className="A.B" name="Two" /></UnitTest>
              </TestDefinitions>
              <ResultSummary outcome="Failed">
                <RunInfos><RunInfo outcome="Error"><Text>Test host process crashed</Text></RunInfo><RunInfo outcome="Warning"><Text>hm</Text></RunInfo></RunInfos>
              </ResultSummary>
            </TestRun>
            """);
        CommandRun merged = Run("merge", scratch.At("a.trx"), "-o", scratch.Path);

        Assert.Equal((ExitCode.CheckFailed, $"{scratch.At("junit.xml")}: 4 tests, 2 failed\n"), (merged.Code, merged.Out));
        XElement suite = XElement.Load(scratch.At("junit.xml")).Element("testsuite")!;
        Assert.Equal("Spi", suite.Attribute("name")!.Value);
        XElement[] tests = [.. suite.Elements("testcase")];
        Assert.Equal(["A.B 60.500", "A.B 0.001", " 0.000"], tests[..3].Select(test => $"{test.Attribute("classname")!.Value} {test.Attribute("time")!.Value}"));
        Assert.Equal("seed 2, at 10 ns: no", tests[1].Element("failure")!.Attribute("message")!.Value);
        Assert.Equal("said", tests[1].Element("system-out")!.Value);
        Assert.NotNull(tests[2].Element("skipped"));
        Assert.Equal("Test host process crashed", tests[3].Element("error")!.Attribute("message")!.Value);
    }

    [Fact]
    public void Shards_of_named_tests_are_the_whole_once_whatever_the_order_they_are_found_in()
    {
        string[] names = [.. Enumerable.Range(0, 23).Select(i => $"Test(seed: {i * 7919 % 100})")];
        for (int count = 1; count < 6; count++)
        {
            string[][] shards = [.. Enumerable.Range(1, count).Select(i => new Shard(i, count).Of(names, name => name).ToArray())];
            string[][] turned = [.. Enumerable.Range(1, count).Select(i => new Shard(i, count).Of(names.Reverse(), name => name).ToArray())];

            Assert.Equal(names.Order(StringComparer.Ordinal), shards.SelectMany(shard => shard).Order(StringComparer.Ordinal));
            Assert.InRange(shards.Max(shard => shard.Length) - shards.Min(shard => shard.Length), 0, 1);
            Assert.All(shards.Zip(turned), pair => Assert.Equal(pair.First.Order(StringComparer.Ordinal), pair.Second.Order(StringComparer.Ordinal)));
        }
    }

    [Fact]
    public void Coverage_of_the_parts_is_summed()
    {
        foreach ((string file, long hits) in new[] { ("a.dat", 0L), ("b.dat", 3L) })
        {
            var data = new CoverageData();
            data.Add(new CoveragePoint(CoveragePointKind.Line, "x.v", 7, 1, "block") { Lines = "7-8" }, hits);
            data.Write(scratch.At(file));
        }

        CommandRun merged = Run("merge", scratch.At("a.dat"), scratch.At("b.dat"), "-o", scratch.At("all"));

        Assert.Equal($"{scratch.At("all/coverage.txt")}: 2 of 2 lines, 100.0%\n", merged.Out);
        Assert.True(File.Exists(scratch.At("all/coverage.html")));
    }

    [Theory]
    [InlineData("x.xml", "<a>", "x.xml: ")]
    [InlineData("x.xml", "<a/>", "x.xml: no results, JUnit's begin with <testsuites> or <testsuite>, those of dotnet test with <TestRun>")]
    [InlineData("x.dat", "x", "x.dat:1: x, must be # SystemC::Coverage-3")]
    [InlineData("x.txt", "x", "x.txt: must end in .xml (JUnit results), .trx (results of dotnet test) or .dat (coverage)")]
    public void A_file_that_is_neither_is_named(string name, string text, string message)
    {
        File.WriteAllText(scratch.At(name), text);
        CommandRun merged = Run("merge", scratch.At(name), "-o", scratch.Path);

        Assert.Equal(ExitCode.BadInput, merged.Code);
        Assert.Contains(message, merged.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(string file) => XElement.Load(file).Descendants("testcase").Select(test => test.Attribute("name")!.Value);

    private CommandRun Run(params string[] line) => CommandRun.Of(scratch.At("logs"), line);
}
