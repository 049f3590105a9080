using System.Reflection;
using System.Runtime.CompilerServices;

namespace HwGen.Verify.Simulation;

/// <summary>What the state machine of an async method holds between its waits.</summary>
/// <typeparam name="TMachine">the state machine that the compiler made</typeparam>
internal static class MachineFields<TMachine>
{
    /// <summary>Whether a task is among its parameters and variables, or among those that its lambdas share.</summary>
    public static readonly bool KeepTask = AnyTask(typeof(TMachine));

    private static bool AnyTask(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(field => IsTask(field.FieldType));

    private static bool IsTask(Type type) =>
        typeof(SimTask).IsAssignableFrom(type)
        || (type.IsClass && type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && AnyTask(type));
}
