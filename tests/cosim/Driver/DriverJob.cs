using System.Runtime.InteropServices;

namespace HwGen.Tests.Cosim.Driver;

/// <summary>struct hwgen_job of hwgen.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct DriverJob(uint Rows, uint Blocks, uint Raw, uint Release, int ZeroPoint, int Low, int High);
