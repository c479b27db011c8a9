import Measurement

/// The tool's exit codes, under a name that the argument parser does not have too.
typealias ToolExit = ExitCode
