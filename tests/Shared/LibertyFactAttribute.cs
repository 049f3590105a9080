namespace HwGen.Tests.Shared;

/// <summary>A fact that needs a Liberty file of real cells, and is skipped, with the reason, where it is not there or a program is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LibertyFactAttribute : FactAttribute
{
    public LibertyFactAttribute(params string[] tools) => Skip = Tools.Missing(tools) ?? LibertyFile.Missing();
}
