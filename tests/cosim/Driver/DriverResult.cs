namespace HwGen.Tests.Cosim.Driver;

/// <summary>Results of the driver, as hwgen.h numbers them; the numbers are part of its interface.</summary>
internal enum DriverResult
{
    Ok = 0,
    Magic = 1,
    Version = 2,
    Hash = 3,
    Port = 4,
    Timeout = 5,
    ImageFormat = 6,
    ImageHash = 7,
    ImageSize = 8,
    WeightLast = 9,
    ActivationLast = 10,
    Job = 11,
    BadImage = 12,
    BadPlan = 13,
    PlanVersion = 14,
    PlanChecksum = 15,
    PlanHash = 16,
    Memory = 17,
    Argument = 18,
    BadVectors = 19,
    SelfTest = 20,
    Mismatch = 21,
}
