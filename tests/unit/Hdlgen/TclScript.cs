using System.Diagnostics;
using HwGen.Hdlgen;

namespace HwGen.Tests.Unit.Hdlgen;

/// <summary>Sources a script of a vendor's tool in <c>tclsh</c>: every command that Tcl does not know is recorded and gives its words back.</summary>
internal static class TclScript
{
    // Ports that get_ports asks for must match the top's: bits of a vector stand as x[0].
    private const string Stubs = """
        set ports {PORTS}
        proc get_ports {patterns} {
            foreach pattern $patterns {
                if {[lsearch -glob $::ports $pattern] < 0} { error "no port $pattern" }
            }
            return $patterns
        }
        proc unknown {args} { ::puts [join $args "\u1F"]; return $args }
        EXTRA
        source SCRIPT
        """;

    /// <summary>The recorded calls, each with its words.</summary>
    /// <param name="path">the script</param>
    /// <param name="stubs">Tcl that runs first: commands that are not only to be recorded</param>
    public static IReadOnlyList<string[]> Calls(string path, string stubs = "")
    {
        string ports = string.Join(' ', TopPorts.All.Select(port => port.Width == "1" ? port.Name : $"{{{port.Name}[0]}}"));
        var start = new ProcessStartInfo("tclsh")
        {
            WorkingDirectory = Path.GetDirectoryName(path),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Write(Stubs.Replace("PORTS", ports, StringComparison.Ordinal).Replace("EXTRA", stubs, StringComparison.Ordinal).Replace("SCRIPT", Path.GetFileName(path), StringComparison.Ordinal));
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", error.Result);
        Assert.Equal(0, process.ExitCode);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\u001F'))];
    }
}
