package import Diagnostics

/// Texts with the fixes of findings applied.
package struct FixApplication: Sendable {
    /// The changed texts by path; those that no fix changes are not here.
    package let changed: [String: [UInt8]]
    /// How many fixes were applied. Of two that overlap only the first is; the next run applies the other.
    package let count: Int

    /// Applies the first fix of each finding that counts, of those as safe as `safety` at least.
    package init(of report: LintReport, safety: Fix.Safety, to source: (String) -> SourceText?) {
        let fixes = report.counted.compactMap { finding -> Fix? in
            finding.diagnostic.fixes.first { $0.safety == .safe || safety == .needsReview }
        }
        var changed: [String: [UInt8]] = [:]
        var count = 0
        for (path, fixes) in Dictionary(grouping: fixes, by: \.location.path) {
            guard let text = source(path) else { continue }
            let (bytes, applied) = Self.apply(fixes, to: text.bytes)
            guard bytes != text.bytes else { continue }
            changed[path] = bytes
            count += applied
        }
        self.changed = changed
        self.count = count
    }

    private static func apply(_ fixes: [Fix], to text: [UInt8]) -> (bytes: [UInt8], count: Int) {
        let edits = fixes.compactMap { fix -> (start: Int, end: Int, text: String)? in
            guard let start = fix.location.start?.offset, let end = fix.location.end?.offset, end <= text.count else {
                return nil
            }
            return (start, end, fix.replacement)
        }.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
        var (bytes, position, count) = ([UInt8](), 0, 0)
        for (index, edit) in edits.enumerated() where edit.start >= position {
            // Two findings may bring one and the same fix.
            if index > 0, edits[index - 1] == edit { continue }
            bytes += text[position..<edit.start] + Array(edit.text.utf8)
            position = edit.end
            count += 1
        }
        return (bytes + text[position...], count)
    }
}
