import Compiler
import Diagnostics

extension LintVersion {
    /// What exploring found and rules look at.
    func discoveries(_ isWanted: (Exploration.Discovery) -> Bool) -> [Exploration.Discovery] {
        (exploration?.discoveries ?? []).filter(isWanted)
    }

    /// Everything that compiling finds: with the defaults, and what is only a warning with other answers.
    var compiled: [Diagnostic] {
        let others = discoveries { $0.diagnostic.severity != .error }.map { discovery in
            var found = discovery.diagnostic
            found.notes.append("found with \(Self.flags(discovery.answers).joined(separator: " "))")
            return found
        }
        return (facts?.get().diagnostics ?? []) + others
    }

    /// A discovery as a finding, with the command that shows it again.
    func finding(_ rule: Rule, _ discovery: Exploration.Discovery) -> Diagnostic {
        let found = discovery.diagnostic
        let flags = Self.flags(discovery.answers)
        let required = Self.flags(discovery.allAnswers.filter { discovery.answers[$0.key] == nil })
        let command = (["muster render", folder] + flags + required).joined(separator: " ")
        return Diagnostic(
            DiagnosticCode(rule.name), rule.severity, "with \(flags.joined(separator: " ")): \(found.message)",
            at: found.location, related: found.related, notes: found.notes + ["shown by \(command)"], help: found.help)
    }

    private static func flags(_ answers: [String: String]) -> [String] {
        answers.sorted { $0.key < $1.key }.map { "--set \(shellQuoted("\($0.key)=\($0.value)"))" }
    }

    /// A word that a shell takes as it is.
    private static func shellQuoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            byte >= 0x80 || "_-+=:,./@%".utf8.contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        }
        return isPlain
            ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
