/// The difference of two texts line by line, in the form that `diff -u` prints and `patch` reads.
public enum UnifiedDiff {
    /// Lines that one side of the part that differs may have. A longer part, or one with more changes than
    /// ``EditScript/mostChanges``, is shown as replaced.
    static let comparedLines = 4_000
    private static let context = 3

    private enum Line {
        case kept(Substring)
        case removed(Substring)
        case added(Substring)
    }

    /// The difference; nil when there is none. A nil text is a file that is not there.
    public static func of(_ old: [UInt8]?, _ new: [UInt8]?, path: String) -> String? {
        guard old != new else { return nil }
        guard let oldText = text(old), let newText = text(new) else { return "Binary files differ: \(path)\n" }
        let lines = compare(split(oldText), split(newText))
        let header = "--- \(old == nil ? "/dev/null" : "a/" + path)\n+++ \(new == nil ? "/dev/null" : "b/" + path)\n"
        return header + hunks(lines)
    }

    private static func text(_ bytes: [UInt8]?) -> String? {
        bytes.map { String(validating: $0, as: UTF8.self) } ?? ""
    }

    /// The lines with their line ends, so that a last line without one differs from one with it.
    private static func split(_ text: String) -> [Substring] {
        var lines: [Substring] = []
        var start = text.utf8.startIndex
        while let end = text.utf8[start...].firstIndex(of: UInt8(ascii: "\n")) {
            let next = text.utf8.index(after: end)
            lines.append(text[start..<next])
            start = next
        }
        if start < text.utf8.endIndex { lines.append(text[start...]) }
        return lines
    }

    private static func compare(_ old: [Substring], _ new: [Substring]) -> [Line] {
        let isSame = { (one: Substring, other: Substring) in one.utf8.elementsEqual(other.utf8) }
        let start = zip(old, new).prefix { isSame($0, $1) }.count
        let (oldRest, newRest) = (old[start...], new[start...])
        let end = zip(oldRest.reversed(), newRest.reversed()).prefix { isSame($0, $1) }.count
        let (oldPart, newPart) = (oldRest.dropLast(end), newRest.dropLast(end))
        return old[..<start].map(Line.kept) + changed(Array(oldPart), Array(newPart))
            + oldRest.suffix(end).map(Line.kept)
    }

    private static func changed(_ old: [Substring], _ new: [Substring]) -> [Line] {
        var numbers = LineNumbers()
        guard old.count <= comparedLines, new.count <= comparedLines,
            let script = EditScript(from: numbers.of(old), to: numbers.of(new))
        else { return old.map(Line.removed) + new.map(Line.added) }
        var lines: [Line] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if left < old.count, script.removed.contains(left) {
                lines.append(.removed(old[left]))
                left += 1
            } else if right < new.count, script.inserted.contains(right) {
                lines.append(.added(new[right]))
                right += 1
            } else {
                lines.append(.kept(new[right]))
                left += 1
                right += 1
            }
        }
        return lines
    }

    /// A number for every line, the same for the same bytes.
    private struct LineNumbers {
        private var known: [[UInt8]: Int32] = [:]

        mutating func of(_ lines: [Substring]) -> [Int32] {
            lines.map { line in
                let bytes = Array(line.utf8)
                let number = known[bytes] ?? Int32(known.count)
                known[bytes] = number
                return number
            }
        }
    }

    // MARK: Hunks

    private static func hunks(_ lines: [Line]) -> String {
        let changes = lines.indices.filter { if case .kept = lines[$0] { false } else { true } }
        var ranges: [Range<Int>] = []
        for index in changes {
            let range = max(0, index - context)..<min(lines.count, index + context + 1)
            if let last = ranges.last, range.lowerBound <= last.upperBound {
                ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
            } else {
                ranges.append(range)
            }
        }
        var text = ""
        var (oldLine, newLine, next) = (1, 1, 0)
        for range in ranges {
            advance(over: lines[next..<range.lowerBound], &oldLine, &newLine)
            text += hunk(lines[range], oldLine, newLine)
            advance(over: lines[range], &oldLine, &newLine)
            next = range.upperBound
        }
        return text
    }

    private static func advance(over lines: ArraySlice<Line>, _ oldLine: inout Int, _ newLine: inout Int) {
        for line in lines {
            if case .added = line {} else { oldLine += 1 }
            if case .removed = line {} else { newLine += 1 }
        }
    }

    private static func hunk(_ lines: ArraySlice<Line>, _ oldLine: Int, _ newLine: Int) -> String {
        var body = ""
        var (oldCount, newCount) = (0, 0)
        for line in lines {
            switch line {
            case .kept(let text):
                (oldCount, newCount) = (oldCount + 1, newCount + 1)
                body += ended(" " + text)
            case .removed(let text):
                oldCount += 1
                body += ended("-" + text)
            case .added(let text):
                newCount += 1
                body += ended("+" + text)
            }
        }
        // A side without lines is named by the line before, as diff does.
        let oldStart = oldCount == 0 ? oldLine - 1 : oldLine
        let newStart = newCount == 0 ? newLine - 1 : newLine
        return "@@ -\(oldStart),\(oldCount) +\(newStart),\(newCount) @@\n" + body
    }

    private static func ended(_ line: String) -> String {
        line.utf8.last == UInt8(ascii: "\n") ? line : line + "\n\\ No newline at end of file\n"
    }
}
