namespace HwGen.Verify.Simulation.Models;

/// <summary>A model in the cache and the files it was built from.</summary>
/// <param name="Folder">name of its folder</param>
/// <param name="Files">all that Verilator and the compiler read of it</param>
internal sealed record ModelRecord(string Folder, IReadOnlyList<ModelFile> Files);
