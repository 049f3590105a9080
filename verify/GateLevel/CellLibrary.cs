namespace HwGen.Verify.GateLevel;

/// <summary>The cells a netlist is made of: how Yosys maps a design to them, and what a simulator reads for them.</summary>
/// <param name="Name">as in <c>hwgen verify --netlist</c></param>
public abstract record CellLibrary(string Name)
{
    /// <summary>The generated memory. Where a library has none it stays an instance, as a compiled memory would.</summary>
    protected const string Memory = "ram_simple_dual_port";

    /// <summary>The module that stays as it is; null if memories become cells, too.</summary>
    public virtual string? KeptModule => Memory;

    /// <summary>Yosys commands from the design, read, to cells of the library.</summary>
    public abstract string Synthesis(string top);

    /// <summary>Finds or makes the Verilog models of the cells.</summary>
    /// <param name="folder">Yosys' working folder: what <see cref="Synthesis"/> reads is put there, too</param>
    /// <returns>the file; null if the netlist needs none</returns>
    public virtual string? Models(string folder) => null;

    /// <summary>Macros the models need.</summary>
    public virtual IReadOnlyDictionary<string, string> Defines => new Dictionary<string, string>();
}
