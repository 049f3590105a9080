using HwGen.Cli;

return CommandLine.Run(args, Terminal.OfThisProcess());
