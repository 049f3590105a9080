using System.Runtime.InteropServices;

namespace HwGen.Tests.Cosim.Driver;

/// <summary>struct hwgen_part of hwgen.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct DriverPart(IntPtr Image, uint ImageBytes, uint FirstK, uint K, uint FirstN, uint N);
