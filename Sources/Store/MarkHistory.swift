/// What the marks of processes that ended tell: which work was under way when one was killed.
///
/// A pure state machine over the lines of the marks' file. Work that was under way once is *suspect*; when it is under way again
/// at the next such end, it is *refused*. Work that ends, however it ends, is neither.
struct MarkHistory: Sendable, Hashable {
    /// How many suspect and how many refused marks are kept; the oldest are forgotten.
    static let keptMarks = 1_000
    /// How many bytes of a file are read; what Muster writes is far smaller.
    static let largestFile = 8 << 20

    /// What the service's own release is called; with another one everything is tried anew.
    let release: String
    /// Found under way once, and not tried since. The oldest first.
    private(set) var suspects: [WorkMark] = []
    /// Found under way twice in a row. The oldest first.
    private(set) var refused: [WorkMark] = []
    /// Under way, by number.
    private(set) var open: [Int: WorkMark] = [:]

    /// Nothing is known.
    init(release: String) {
        self.release = release
    }

    /// Reads the file that a process left. Lines that are none, such as a last one that is half there, count for nothing.
    init(reading bytes: [UInt8], release: String) {
        self.init(release: release)
        let lines = bytes.prefix(Self.largestFile).split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard let first = lines.first, String(decoding: first, as: UTF8.self) == Self.header(release) else { return }
        // What follows the last line's end was not written whole.
        for line in lines.dropFirst().dropLast() { read(line) }
        judge()
    }

    /// Notes that work begins; the line to write.
    mutating func begin(_ mark: WorkMark, number: Int) -> String {
        open[number] = mark
        // What the same thing was before is gone.
        let isOld = { (other: WorkMark) in other.isEarlier(mark) }
        if suspects.contains(where: isOld) { suspects.removeAll(where: isOld) }
        if refused.contains(where: isOld) { refused.removeAll(where: isOld) }
        return "+\t\(number)\t\(mark.line)\n"
    }

    /// Notes that work has ended; the line to write.
    ///
    /// - Parameter isGivenUp: whether it was cancelled, so that nothing is known of it.
    mutating func end(_ number: Int, isGivenUp: Bool) -> String {
        if let mark = open.removeValue(forKey: number), !isGivenUp { suspects.removeAll { $0 == mark } }
        return "\(isGivenUp ? "~" : "-")\t\(number)\n"
    }

    /// Forgets suspects that are there no more.
    mutating func forgetSuspects(_ isGone: (WorkMark) -> Bool) {
        suspects.removeAll(where: isGone)
    }

    /// Notes that the process is asked to end: what is under way from now on tells nothing. The line to write.
    mutating func stop() -> String {
        open = [:]
        return ".\n"
    }

    /// The whole as the lines of a file.
    var text: String {
        let kept = suspects.map { "s\t\($0.line)\n" } + refused.map { "r\t\($0.line)\n" }
        let running = open.sorted { $0.key < $1.key }.map { "+\t\($0.key)\t\($0.value.line)\n" }
        return Self.header(release) + "\n" + (kept + running).joined()
    }

    private static func header(_ release: String) -> String { "muster marks 1 \(release)" }

    private mutating func read(_ line: ArraySlice<UInt8>) {
        // By bytes: a part may begin with a character that would be one with the tab before it.
        let parts = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        let number = parts.count > 1 ? Int(String(decoding: parts[1], as: UTF8.self)) : nil
        switch (parts.first.map { String(decoding: $0, as: UTF8.self) }, parts.count, number) {
        case ("s", 6, _): if let mark = WorkMark(parts: parts.dropFirst()) { suspects.append(mark) }
        case ("r", 6, _): if let mark = WorkMark(parts: parts.dropFirst()) { refused.append(mark) }
        case ("+", 7, let number?):
            if let mark = WorkMark(parts: parts.dropFirst(2)) { _ = begin(mark, number: number) }
        case ("-", 2, let number?): _ = end(number, isGivenUp: false)
        case ("~", 2, let number?): _ = end(number, isGivenUp: true)
        case (".", 1, _): _ = stop()
        default: break
        }
    }

    /// What was under way when the process ended is suspect now, or refused when it was suspect before.
    private mutating func judge() {
        for (_, mark) in open.sorted(by: { $0.key < $1.key }) {
            if suspects.contains(mark) {
                suspects.removeAll { $0 == mark }
                if !refused.contains(mark) { refused.append(mark) }
            } else {
                suspects.append(mark)
            }
        }
        open = [:]
        suspects = suspects.suffix(Self.keptMarks)
        refused = refused.suffix(Self.keptMarks)
    }
}
