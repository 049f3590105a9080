namespace HwGen.Pruner.Report;

/// <summary>A row for each allotment that was tried: what it costs, and its accuracy with one standard deviation of what it lost.</summary>
internal static class TrialRows
{
    private const double Name = 16, Share = 330, Left = 362, Right = 122, Row = 26;

    /// <returns>height of the picture so far</returns>
    public static int Draw(SvgCanvas canvas, TradeReport trade, int width, int top)
    {
        TradeCandidate[] rows = [.. trade.Candidates.Where(c => c.Accuracy is not null)];
        var reference = trade.Reference ?? 1;
        var lowest = rows.Min(r => r.Accuracy!.Value - (r.Deviation!.Value / 100));
        var highest = Math.Max(reference, rows.Max(r => r.Accuracy!.Value + (r.Deviation!.Value / 100)));
        var step = Step(100 * (highest - lowest));
        var (low, high) = (Math.Max(0, Math.Floor((100 * lowest / step) + 1e-9) * step), Math.Min(100, Math.Ceiling((100 * highest / step) - 1e-9) * step));
        if (high <= low)
            low = high - step;
        double X(double percent) => Left + ((Math.Clamp(percent, low, high) - low) / (high - low) * (width - Left - Right));

        canvas.Text("title", Name, top + 22, SvgCanvas.Invariant($"Tried on {trade.HeldBack} calibration samples held back"));
        canvas.Text("soft", Name, top + 48, "densities").Text("soft right", Share, top + 48, trade.Unit).Text("soft right", width - 16, top + 48, trade.Measure == "top-1" ? "top-1" : "agreement");
        var (y, end) = (top + 60.0, top + 60 + (Row * rows.Length));
        for (var i = 0; i < rows.Length; i += 2)
            canvas.Rectangle("stripe", 8, y + (i * Row), width - 16, Row);
        for (var tick = low; tick <= high + 1e-9; tick += step)
            canvas.Line("grid", X(tick), y, X(tick), end).Text("soft middle", X(tick), end + 20, SvgCanvas.Invariant($"{tick:0.##}%"));
        DrawLimits(canvas, trade, X, y, end);
        foreach (var row in rows)
        {
            Draw(canvas, row, X, width, y);
            y += Row;
        }

        canvas.Line("axis", Left, end, width - Right, end);
        canvas.Text("middle", (Left + width - Right) / 2, end + 42, trade.Measure == "top-1" ? "top-1 of the integer network" : "samples in the class that the float network gives");
        return (int)end + 60;
    }

    private static void Draw(SvgCanvas canvas, TradeCandidate row, Func<double, double> place, int width, double y)
    {
        var (middle, strong) = (y + (Row / 2), row.IsTaken ? " strong" : "");
        var (accuracy, deviation) = (100 * row.Accuracy!.Value, row.Deviation!.Value);
        canvas.Text($"left{strong}", Name, middle + 4, row.Name).Text($"right{strong}", Share, middle + 4, SvgCanvas.Invariant($"{100 * row.Share:0.0}%"));
        canvas.Line(row.IsTaken ? "whisker best" : "whisker", place(accuracy - deviation), middle, place(accuracy + deviation), middle);
        canvas.Circle(row.IsTaken ? "taken" : row.IsUniform ? "uniform" : "tried", place(accuracy), middle, row.IsTaken ? 7 : 4.5, SvgCanvas.Invariant($"{row.Drop:0.00} ± {deviation:0.00} points below the float network"));
        canvas.Text($"right{strong}", width - 16, middle + 4, SvgCanvas.Invariant($"{accuracy:0.0}%"));
    }

    private static void DrawLimits(SvgCanvas canvas, TradeReport trade, Func<double, double> place, double top, double end)
    {
        var reference = 100 * (trade.Reference ?? 1);
        canvas.Line("limit", place(reference), top - 8, place(reference), end).Text("soft middle", place(reference), top - 12, "float");
        if (trade.MostDrop is { } drop && place(reference) - place(reference - drop) > 40)
            canvas.Line("limit", place(reference - drop), top - 8, place(reference - drop), end).Text("soft middle", place(reference - drop), top - 12, trade.Request);
    }

    // 1, 2 or 5 times a power of ten: four to eight ticks.
    private static double Step(double range)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(range, 0.1) / 4)));
        double[] steps = [power, 2 * power, 5 * power, 10 * power];
        return steps.First(s => range / s <= 8);
    }
}
