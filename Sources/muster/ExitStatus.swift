import ArgumentParser
import Checkouts
import Foundation

/// The exit statuses that every command keeps to.
enum ExitStatus {
    /// Findings of error severity, or a compile that failed.
    static let findings = ExitCode(1)
    /// The command line is wrong.
    static let usage = ExitCode(2)
    /// The command could not run: a file, a port or a network is not there.
    static let couldNotRun = ExitCode(3)

    /// Ends the program after `error`: help and version are success, an argument that could not be read
    /// is wrong usage, anything else could not run. Messages go to standard error.
    static func exit(with error: any Error, of command: any ParsableCommand.Type) -> Never {
        let error = (error as? MeaninglessPlace).map { ValidationError($0.description) } ?? error
        let status = command.exitCode(for: error)
        if let code = error as? ExitCode { Foundation.exit(code.rawValue) }
        if status == .success { command.exit(withError: error) }
        if status == .validationFailure {
            StandardError.say(lines: StandardError.withoutLogins(command.fullMessage(for: error)))
            Foundation.exit(usage.rawValue)
        }
        StandardError.say(StandardError.withoutLogins("muster: \(error)"))
        Foundation.exit(error is ValidationFailure ? findings.rawValue : couldNotRun.rawValue)
    }
}
