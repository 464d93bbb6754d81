import Diagnostics

/// Adds the variables of env_files to those of a service, which count more.
struct EnvironmentReader {
    private(set) var variables: [ComposeValue]
    private let limits: ComposeLimits
    /// The reference's scanner gives up at longer lines.
    private static let lineLimit = 64 * 1024

    /// Starts with a service's own environment: a list, or a map whose pairs are joined.
    init(_ environment: ComposeValue?, limits: ComposeLimits) {
        self.limits = limits
        variables = environment?.list ?? []
        for member in environment?.map?.members ?? [] {
            let text = member.value.string.map { member.key + "=" + $0 } ?? member.key
            variables.append(member.value.with(.string(text)))
        }
    }

    /// Adds the lines of a file but for blank ones, comments, and variables that are already there. As in the reference,
    /// a line without `=` is there already when any variable begins with it.
    mutating func read(_ source: SourceText) -> ComposeFact? {
        guard source.bytes.count <= limits.envFileBytes else { return .limit(.envFileBytes, limits.envFileBytes) }
        for number in 1...source.lineCount {
            let line = source.line(number)
            guard line.utf8.count < Self.lineLimit else { return .envLineTooLong }
            let text = line.trimmingBlanks
            guard let first = text.utf8.first, first != UInt8(ascii: "#") else { continue }
            guard variables.count < limits.variables else { return .limit(.variables, limits.variables) }
            guard !has(text) else { continue }
            let start = source.start(ofLine: number)
            let origin = Origin(path: source.path, span: SourceSpan(start, start + line.utf8.count))
            variables.append(ComposeValue(.string(text), at: origin))
        }
        return nil
    }

    private func has(_ line: String) -> Bool {
        let name = line.utf8.firstIndex(of: UInt8(ascii: "=")).map { line.utf8[...$0] } ?? line.utf8[...]
        return variables.contains { $0.string?.utf8.starts(with: name) ?? false }
    }
}
