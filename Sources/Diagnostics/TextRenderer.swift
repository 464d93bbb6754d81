/// Renders diagnostics for people: the finding, the source line it is on (of a long one the part around the place), and a caret
/// below it.
///
/// ```text
/// templates/web/1/rancher-compose.yml:3:12: warning: the version is read as 1.1, not 1.10 [scalar-changed]
///  3 |   version: 1.10
///    |            ^~~~
///    = help: quote it: "1.10"
/// ```
public struct TextRenderer: Sendable {
    private let isColoured: Bool
    private let source: @Sendable (String) -> SourceText?

    /// A renderer that finds source lines through `source`, by path; nil leaves the lines out. `isColoured` adds the
    /// escape sequences of a terminal.
    public init(isColoured: Bool = false, source: @escaping @Sendable (_ path: String) -> SourceText?) {
        self.isColoured = isColoured
        self.source = source
    }

    /// The text of one diagnostic, ending in a line feed.
    ///
    /// - Parameter label: what stands in brackets; the code for nil.
    public func render(_ diagnostic: Diagnostic, labelled label: String? = nil) -> String {
        let severity = coloured(diagnostic.severity.rawValue, Self.colour(diagnostic.severity))
        let place = coloured("\(diagnostic.location)".printable, "1")
        let label = label ?? diagnostic.code.rawValue
        var out = "\(place): \(severity): \(diagnostic.message.printable) [\(label)]\n"
        out += excerpt(of: diagnostic.location)
        for related in diagnostic.related {
            let place = coloured("\(related.location)".printable, "1")
            out += "\(place): \(coloured("note", "1;36")): \(related.message.printable)\n"
            out += excerpt(of: related.location)
        }
        let margin = String(repeating: " ", count: marginWidth(of: diagnostic.location))
        for note in diagnostic.notes { out += "\(margin) = note: \(note.printable)\n" }
        if let help = diagnostic.help { out += "\(margin) = \(coloured("help", "1;32")): \(help.printable)\n" }
        for fix in diagnostic.fixes { out += "\(margin) = fix: \(fix.title.printable)\(replacement(of: fix))\n" }
        return out
    }

    /// What a fix writes; of several lines, or a long one, the title says enough.
    private func replacement(of fix: Fix) -> String {
        let isLong = fix.replacement.utf8.count > Excerpt.columns || fix.replacement.utf8.contains(UInt8(ascii: "\n"))
        return isLong ? "" : ": `\(fix.replacement.printable)`"
    }

    private static func colour(_ severity: Severity) -> String {
        switch severity {
        case .error: "1;31"
        case .warning: "1;33"
        case .note: "1;36"
        }
    }

    private func coloured(_ text: String, _ code: String) -> String {
        isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    private func marginWidth(of location: SourceLocation) -> Int {
        location.start.map { String($0.line).count + 1 } ?? 1
    }

    private func excerpt(of location: SourceLocation) -> String {
        guard let start = location.start, let end = location.end, let text = source(location.path) else { return "" }
        let excerpt = Excerpt(of: text, from: start, to: end)
        let number = String(start.line)
        let margin = String(repeating: " ", count: number.count + 1)
        let marks = coloured(underline(excerpt), "1;32")
        return " \(number) | \(String(excerpt.characters).printableLine)\n\(margin) | \(marks)\n"
    }

    /// A caret under the first character and tildes under the rest, aligned with what a terminal shows: each character of the
    /// line before it takes one place, and a tab stays a tab.
    private func underline(_ excerpt: Excerpt) -> String {
        let padding = excerpt.characters.prefix(excerpt.mark).map { $0 == "\t" ? "\t" : " " }.joined()
        return padding + "^" + String(repeating: "~", count: max(0, excerpt.marked - 1))
    }
}
