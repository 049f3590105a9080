namespace HwGen.Examples.Digits.Drawing;

/// <summary>How unsteady the writing is. Lengths are parts of the sheet, greys parts of full white.</summary>
/// <param name="Slant">largest horizontal and vertical shear</param>
/// <param name="Size">largest change of the width and of the height</param>
/// <param name="Shift">largest displacement</param>
/// <param name="Wobble">deviation of each point of a curve</param>
/// <param name="ThinnestPen">smallest radius of the pen</param>
/// <param name="ThickestPen">largest radius of the pen</param>
/// <param name="Blur">widest soft edge of a stroke</param>
/// <param name="FaintestInk">smallest grey of a stroke</param>
/// <param name="Noise">largest deviation of the grey of a pixel</param>
/// <param name="Scratches">probability that a stray line crosses the sheet</param>
/// <param name="Covers">probability that a square patch covers a part of the digit</param>
public sealed record Hand(
    double Slant = 0.35,
    double Size = 0.22,
    double Shift = 0.11,
    double Wobble = 0.025,
    double ThinnestPen = 0.03,
    double ThickestPen = 0.07,
    double Blur = 0.10,
    double FaintestInk = 0.5,
    double Noise = 0.15,
    double Scratches = 0.35,
    double Covers = 0.25);
