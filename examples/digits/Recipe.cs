using HwGen.Examples.Digits.Drawing;
using HwGen.Examples.Digits.Training;

namespace HwGen.Examples.Digits;

/// <summary>Every number the shipped files are made with.</summary>
public static class Recipe
{
    /// <summary>Samples in <c>calibration.npz</c>.</summary>
    public const int CalibrationCount = 512;

    /// <summary>Samples in <c>test.npz</c>.</summary>
    public const int TestCount = 1000;

    private const int TrainingSeed = 1;
    private const int TestSeed = 2;
    private const int WeightSeed = 3;
    private const int RetrainingSeed = 4;

    /// <summary>Draws what the network learns from; the calibration samples are the first of these.</summary>
    public static Painter TrainingPainter => new(new Hand(), TrainingSeed);

    /// <summary>Draws what the network never sees; the test samples are the first of these.</summary>
    public static Painter TestPainter => new(new Hand(), TestSeed);

    /// <summary>Draws what pruned networks are trained again with.</summary>
    public static Painter RetrainingPainter => new(new Hand(), RetrainingSeed);

    /// <summary>384,000 drawings.</summary>
    public static Trainer Trainer => new(Steps: 6000, BatchSize: 64, Rate: 2e-3f);

    /// <summary>96,000 drawings.</summary>
    public static Trainer Retrainer => Trainer with { Steps = 1500 };

    /// <summary>The network before training: 256-256-128-10.</summary>
    public static Network Untrained => Network.Random([Painter.Pixels, 256, 128, Glyphs.Classes], WeightSeed);
}
