import Diagnostics

/// Adds the variables of env_files to those of a service, which count more.
struct EnvironmentReader {
    private(set) var variables: [ComposeValue]
    /// The variables' texts, ordered by their bytes, so that one that begins with a name is found without looking at all.
    private var ordered: [ArraySlice<UInt8>]
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
        ordered = variables.compactMap { $0.string.map { Array($0.utf8)[...] } }.sorted {
            $0.lexicographicallyPrecedes($1)
        }
    }

    /// Adds the lines of a file but for blank ones, comments, and variables that are already there. As in the reference,
    /// a line without `=` is there already when any variable begins with it.
    mutating func read(_ source: SourceText, _ findings: inout Findings) -> ComposeFact? {
        guard source.bytes.count <= limits.envFileBytes else { return .limit(.envFileBytes, limits.envFileBytes) }
        for number in 1...source.lineCount {
            let line = source.line(number)
            guard line.utf8.count < Self.lineLimit else { return .envLineTooLong }
            guard findings.goesOn(after: line.utf8.count) else { return nil }
            let text = line.trimmingBlanks
            guard let first = text.utf8.first, first != UInt8(ascii: "#") else { continue }
            guard variables.count < limits.variables else { return .limit(.variables, limits.variables) }
            guard add(Array(text.utf8)) else { continue }
            // Every service that names the file keeps variables of its own.
            guard findings.goesOn(after: MemoryLayout<ComposeValue>.stride) else { return nil }
            let start = source.start(ofLine: number)
            let origin = Origin(path: source.path, span: SourceSpan(start, start + line.utf8.count))
            variables.append(ComposeValue(.string(text), at: origin))
        }
        return nil
    }

    /// Makes a line known; false for one of which a variable is there already.
    private mutating func add(_ line: [UInt8]) -> Bool {
        let name = line.firstIndex(of: UInt8(ascii: "=")).map { line[...$0] } ?? line[...]
        let place = place(of: name)
        guard !(place < ordered.count && ordered[place].starts(with: name)) else { return false }
        ordered.insert(line[...], at: self.place(of: line[...]))
        return true
    }

    /// The first of ``ordered`` that does not come before a text; whatever begins with the text stands from there on.
    private func place(of text: ArraySlice<UInt8>) -> Int {
        var (low, high) = (0, ordered.count)
        while low < high {
            let middle = (low + high) / 2
            if ordered[middle].lexicographicallyPrecedes(text) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
