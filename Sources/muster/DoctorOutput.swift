import ArgumentParser
import Diagnostics
import Foundation
import Store

/// The findings of `muster doctor` on standard output, each written as it is found: there may be very many.
///
/// As text a line each; as JSON one object of lists, with how many findings of each severity there are at the end.
final class DoctorOutput {
    /// How to print.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
    }

    private let format: Format
    private var lists = 0
    private var elements = 0
    private var counts: [Severity: Int] = [:]

    init(_ format: Format) { self.format = format }

    /// How many errors the last list has.
    var errors: Int { counts[.error, default: 0] }

    /// Begins a list; the one before ends.
    func begin(_ list: String) {
        if format == .json { write("\(lists == 0 ? "{" : "],")\"\(list)\":[") }
        if format == .text, list == "remaining" { write("after the repair:\n") }
        lists += 1
        elements = 0
        counts = [:]
    }

    /// Adds a finding, or something that was repaired, to the list.
    func show(_ diagnostic: Diagnostic) {
        counts[diagnostic.severity, default: 0] += 1
        switch format {
        case .text: write(Self.line(diagnostic))
        case .json:
            // The array of one, without its brackets.
            let object = JSONRenderer().render([diagnostic]).dropFirst().dropLast()
            write((elements == 0 ? "" : ",") + String(decoding: object, as: UTF8.self))
        }
        elements += 1
    }

    /// Ends with the counts of the last list.
    func end(canRepair: Bool) {
        let (errors, warnings, notes) = (errors, counts[.warning, default: 0], counts[.note, default: 0])
        switch format {
        case .text:
            let counted = [(errors, "error"), (warnings, "warning"), (notes, "note")]
            let sentence = counted.map { $0.0.counting($0.1) }.joined(separator: ", ")
            write(sentence + (canRepair ? "; run again with --repair\n" : "\n"))
        case .json: write("],\"errors\":\(errors),\"warnings\":\(warnings),\"notes\":\(notes)}\n")
        }
    }

    private static func line(_ diagnostic: Diagnostic) -> String {
        let help = diagnostic.help.map { "; \($0)" } ?? ""
        let kind = diagnostic.code == .repaired ? "repaired" : diagnostic.severity.rawValue
        let text = "\(kind): \(diagnostic.location): \(diagnostic.message)\(help)"
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ").printable
        return kind == "repaired" ? "\(line)\n" : "\(line) [\(diagnostic.code)]\n"
    }

    private func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
}
