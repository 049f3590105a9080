namespace HwGen.Verify.GateLevel;

/// <summary>What all instances of a module take, the modules inside it left out.</summary>
/// <param name="Module">name as in <c>rtl-templates</c></param>
/// <param name="Instances">how many there are in the design</param>
/// <param name="Area">square micrometres of a Liberty file, otherwise cells</param>
public sealed record ModuleArea(string Module, long Instances, double Area);
