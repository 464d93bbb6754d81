/// Takes the parts of a POSIX time zone rule from the front of its text.
struct RuleReader {
    var text: ArraySlice<UInt8>

    var isAtEnd: Bool { text.isEmpty }

    private mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard text.first == UInt8(ascii: byte) else { return false }
        text.removeFirst()
        return true
    }

    mutating func takeSeparator() -> Bool { take(",") || take(";") }

    /// A name and how far it is from UTC; for daylight saving time an hour more than `standard` unless it says so.
    mutating func offset(isDaylight: Bool, standard: Int = 0) -> ZoneOffset? {
        guard let name = name() else { return nil }
        if isDaylight, isAtEnd || text.first == UInt8(ascii: ",") {
            return ZoneOffset(name: name, seconds: standard + 3600, isDaylight: true)
        }
        // POSIX counts westwards.
        guard let seconds = time() else { return nil }
        return ZoneOffset(name: name, seconds: -seconds, isDaylight: isDaylight)
    }

    /// At least three letters, or anything between `<` and `>`.
    private mutating func name() -> [UInt8]? {
        if take("<") {
            guard let end = text.firstIndex(of: UInt8(ascii: ">")) else { return nil }
            defer { text = text[(end + 1)...] }
            return Array(text[..<end])
        }
        let name = text.prefix { !Self.endsName($0) }
        text = text.dropFirst(name.count)
        return name.count >= 3 ? Array(name) : nil
    }

    private static func endsName(_ byte: UInt8) -> Bool { "0123456789,-+".utf8.contains(byte) }

    /// `[+-]hh[:mm[:ss]]` in seconds, up to 168 hours.
    private mutating func time() -> Int? {
        let isNegative = take("-")
        if !isNegative { _ = take("+") }
        guard var seconds = number(0...168).map({ $0 * 3600 }) else { return nil }
        for unit in [60, 1] where take(":") {
            guard let number = number(0...59) else { return nil }
            seconds += number * unit
        }
        return isNegative ? -seconds : seconds
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int? {
        let digits = text.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        guard (1...9).contains(digits.count) else { return nil }
        text = text.dropFirst(digits.count)
        let value = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        return range.contains(value) ? value : nil
    }

    /// `Mm.w.d`, `Jn` or `n`, and `/time`, which is two o'clock otherwise.
    mutating func yearlyTime() -> YearlyTime? {
        guard let day = day() else { return nil }
        guard take("/") else { return YearlyTime(day: day, time: 2 * 3600) }
        return time().map { YearlyTime(day: day, time: $0) }
    }

    private mutating func day() -> YearlyTime.Day? {
        if take("J") { return number(1...365).map { .withoutLeapDay($0) } }
        guard take("M") else { return number(0...365).map { .ofYear($0) } }
        guard let month = number(1...12), take("."), let week = number(1...5), take("."),
            let weekday = number(0...6)
        else { return nil }
        return .weekday(weekday, week: week, month: month)
    }
}
