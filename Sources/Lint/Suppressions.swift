import Catalog
import Diagnostics

/// Comments that turn rules off: `# muster-lint:disable=MU014` behind a line for that line, on a line of its own for the next
/// one; `# muster-lint:disable-file=MU014` for the whole file. Codes or names, parted by commas.
struct Suppressions: Sendable {
    private var lines: [String: [Int: Set<String>]] = [:]
    private var files: [String: Set<String>] = [:]

    private static let mark = Array("muster-lint:disable".utf8)

    /// No comments.
    init() {}

    /// The comments in a template's files.
    init(in template: LintTemplate) {
        for file in template.files {
            let bytes = template.bytes(of: file)
            guard file.size <= 1 << 20, bytes.contains(UInt8(ascii: "#")), Self.hasMark(bytes) else { continue }
            read(SourceText(path: file.path, bytes: bytes))
        }
    }

    private static func hasMark(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while let start = rest.firstIndex(of: mark[0]) {
            if bytes[start...].starts(with: mark) { return true }
            rest = bytes[(start + 1)...]
        }
        return false
    }

    private mutating func read(_ source: SourceText) {
        for number in 1...source.lineCount {
            let line = source.line(number)
            guard let hash = line.utf8.firstIndex(of: UInt8(ascii: "#")) else { continue }
            let comment = line[hash...].dropFirst().drop { $0 == " " }
            guard comment.hasPrefix("muster-lint:disable") else { continue }
            let parts = comment.dropFirst("muster-lint:disable".count).split(separator: "=", maxSplits: 1)
            guard let list = parts.last else { continue }
            let names = Set(list.prefix { $0 != " " && $0 != "\r" }.split(separator: ",").map(String.init))
            if parts.first == "-file", parts.count == 2 {
                files[source.path, default: []].formUnion(names)
            } else {
                let isAlone = line[..<hash].allSatisfy { $0 == " " || $0 == "\t" }
                lines[source.path, default: [:]][isAlone ? number + 1 : number, default: []].formUnion(names)
            }
        }
    }

    /// The findings, with those that comments turn off marked as such.
    func applied(to findings: [Finding]) -> [Finding] {
        guard !lines.isEmpty || !files.isEmpty else { return findings }
        return findings.map { finding in
            let location = finding.diagnostic.location
            let line = location.start.flatMap { lines[location.path]?[$0.line] } ?? []
            let names = line.union(files[location.path] ?? [])
            guard names.contains(finding.rule) || names.contains(Rule.named(finding.rule)?.name ?? "") else {
                return finding
            }
            var finding = finding
            finding.suppression = .comment
            return finding
        }
    }
}
