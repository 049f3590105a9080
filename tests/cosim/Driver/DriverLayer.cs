using System.Runtime.InteropServices;

namespace HwGen.Tests.Cosim.Driver;

/// <summary>struct hwgen_layer of hwgen.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct DriverLayer(
    uint Rows, uint K, uint N, uint Raw, int ZeroPoint, int Low, int High, IntPtr Parts, uint PartCount, uint RowsPerJob);
