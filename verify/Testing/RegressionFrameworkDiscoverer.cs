using Xunit.Abstractions;
using Xunit.Sdk;

namespace HwGen.Verify.Testing;

/// <summary>Tells xunit what runs an assembly marked <see cref="RegressionAttribute"/>.</summary>
public sealed class RegressionFrameworkDiscoverer : ITestFrameworkTypeDiscoverer
{
    /// <inheritdoc/>
    public Type GetTestFrameworkType(IAttributeInfo attribute) => typeof(RegressionFramework);
}
