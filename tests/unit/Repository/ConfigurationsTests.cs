using HwGen.Core.Configuration;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Repository;

public sealed class ConfigurationsTests
{
    public static TheoryData<string> Configurations() => [.. RepositoryFolder.Configurations()];

    [Theory]
    [MemberData(nameof(Configurations))]
    public void A_shipped_configuration_is_valid_and_named_as_its_file(string name)
    {
        string path = RepositoryFolder.At($"configs/{name}.yaml");

        Assert.Equal(name, ConfigurationReader.Read(File.ReadAllText(path), path).Name);
    }

    [Fact]
    public void At_least_twelve_arrays_that_differ_are_shipped()
    {
        IEnumerable<uint> hashes = RepositoryFolder.Configurations()
            .Select(name => ConfigurationFile.Read(RepositoryFolder.At($"configs/{name}.yaml")).Hash);

        Assert.InRange(hashes.Distinct().Count(), 12, int.MaxValue);
    }
}
