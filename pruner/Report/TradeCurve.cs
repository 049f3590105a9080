namespace HwGen.Pruner.Report;

/// <summary>Forecast change of the output over the share of the dense cost, the change on a logarithmic axis.</summary>
internal static class TradeCurve
{
    private const double Left = 92, Right = 32, Top = 76, Height = 320, Bottom = 62;

    private const int MostDecades = 6;

    private const double CharacterWidth = 6.8, LineHeight = 14;

    /// <returns>height of the picture so far</returns>
    public static int Draw(SvgCanvas canvas, TradeReport trade, int width)
    {
        var errors = trade.Front.Select(p => p.Error).Concat(trade.Candidates.Select(c => c.Error)).Where(e => e > 0).DefaultIfEmpty(1).ToArray();
        var high = (int)Math.Ceiling(Math.Log10(errors.Max()) - 1e-9);
        var low = Math.Max(Math.Min((int)Math.Floor(Math.Log10(errors.Min()) + 1e-9), high - 1), high - MostDecades);
        var most = Math.Max(1, trade.Candidates.Max(c => c.Share));
        double X(double share) => Left + (share / most * (width - Left - Right));
        double Y(double error) => Top + ((high - Math.Clamp(Math.Log10(Math.Max(error, double.Epsilon)), low, high)) / (high - low) * Height);

        DrawAxes(canvas, trade, (X, Y), (low, high), width);
        canvas.Path("front", trade.Front.Select(p => (X(p.Share), Y(p.Error))));
        if (trade.Limit is { } limit)
            canvas.Line("limit", X(limit), Top, X(limit), Top + Height).Text("soft", X(limit) + 6, Top + Height - 8, trade.Request);
        var taken = trade.Candidates.First(c => c.IsTaken);
        var labels = new List<(double X, double Y, double Width)> { (X(taken.Share) - 8, Y(taken.Error) - 8, 16) };
        if (trade.Limit is { } line)
            labels.AddRange(Enumerable.Range(0, (int)(Height / LineHeight)).Select(i => (X(line), Top + (i * LineHeight), 0.0)));
        foreach (var candidate in trade.Candidates.Where(c => !c.IsTaken && c.IsUniform))
            canvas.Circle("uniform", X(candidate.Share), Y(candidate.Error), 4.5, Describe(candidate));
        foreach (var candidate in trade.Candidates.Where(c => !c.IsTaken && !c.IsUniform))
            canvas.Circle("tried", X(candidate.Share), Y(candidate.Error), 3.5, Describe(candidate));
        foreach (var candidate in trade.Candidates.Where(c => c.IsUniform).DistinctBy(c => c.Density))
            Place(canvas, labels, X(candidate.Share), Y(candidate.Error), candidate.Density);
        canvas.Circle("taken", X(taken.Share), Y(taken.Error), 7, Describe(taken));
        return (int)(Top + Height + Bottom);
    }

    private static void DrawAxes(SvgCanvas canvas, TradeReport trade, (Func<double, double> X, Func<double, double> Y) place, (int Low, int High) decades, int width)
    {
        canvas.Text("title", 16, 26, $"What less work costs: {trade.Request}");
        DrawLegend(canvas, 16, 50);
        for (var decade = decades.Low; decade <= decades.High; decade++)
        {
            var y = place.Y(Math.Pow(10, decade));
            canvas.Line("grid", Left, y, width - Right, y).Text("soft right", Left - 10, y + 4, SvgCanvas.Invariant($"{Math.Pow(10, decade + 2):0.######}%"));
        }

        for (var tick = 0; tick <= 100; tick += 10)
            canvas.Line("grid", place.X(tick / 100.0), Top, place.X(tick / 100.0), Top + Height).Text("soft middle", place.X(tick / 100.0), Top + Height + 20, $"{tick}%");
        canvas.Line("axis", Left, Top + Height, width - Right, Top + Height).Line("axis", Left, Top, Left, Top + Height);
        canvas.Text("middle", (Left + width - Right) / 2, Top + Height + 44, SvgCanvas.Invariant($"{trade.Unit}, share of the dense network's {trade.DenseCost:n0}"));
        canvas.TextUpwards("middle", 22, Top + (Height / 2), "change of the output, share of its power (forecast)");
    }

    private static void DrawLegend(SvgCanvas canvas, double x, double y)
    {
        canvas.Line("front", x, y - 4, x + 24, y - 4).Text("soft", x + 32, y, "best allotment");
        canvas.Circle("uniform", x + 152, y - 4, 4.5, "uniform").Text("soft", x + 164, y, "one density for all layers");
        canvas.Circle("tried", x + 342, y - 4, 3.5, "tried").Text("soft", x + 354, y, "tried, not chosen");
        canvas.Circle("taken", x + 482, y - 4, 7, "chosen").Text("soft", x + 496, y, "chosen");
    }

    // Above to the right of its point or, where that is taken, on another side; where all are taken the pointer tells.
    private static void Place(SvgCanvas canvas, List<(double X, double Y, double Width)> labels, double x, double y, string text)
    {
        var width = text.Length * CharacterWidth;
        (double X, double Y)[] corners = [(x + 8, y - 6), (x + 8, y + 16), (x - width - 6, y - 6), (x - width - 6, y + 16)];
        foreach (var corner in corners)
        {
            var box = (corner.X, Y: corner.Y - LineHeight, Width: width);
            if (labels.Any(other => Math.Abs(other.Y - box.Y) < LineHeight && box.X < other.X + other.Width + 4 && other.X < box.X + width + 4))
                continue;
            labels.Add(box);
            canvas.Text("density", corner.X, corner.Y, text);
            return;
        }
    }

    private static string Describe(TradeCandidate candidate) =>
        SvgCanvas.Invariant($"{candidate.Name}: {100 * candidate.Share:0.0}%, change {100 * candidate.Error:0.###}%")
        + (candidate.Accuracy is { } accuracy ? SvgCanvas.Invariant($", accuracy {100 * accuracy:0.0}%") : "");
}
