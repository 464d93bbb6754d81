/// One element of a Go time layout: what the reference time `Mon Jan 2 15:04:05 MST 2006` shows in its place.
enum TimeElement: Equatable {
    case longMonth, shortMonth, month, paddedMonth
    case longWeekday, shortWeekday
    case day, spacedDay, paddedDay, spacedDayOfYear, paddedDayOfYear
    case hour, hour12, paddedHour12, minute, paddedMinute, second, paddedSecond
    case longYear, year
    case upperHalf, lowerHalf
    case zoneName
    /// An offset from UTC; `Z` for UTC itself when `isISO`.
    case offset(isISO: Bool, hasMinutes: Bool, hasSeconds: Bool, hasColons: Bool)
    /// A point or a comma and this many digits of the second; zeros at the end are left out when `isTrimmed`.
    case fraction(separator: UInt8, digits: Int, isTrimmed: Bool)
}

/// Reads a Go time layout, element by element.
struct TimeLayout {
    private let layout: [UInt8]
    private var index = 0

    init(_ layout: [UInt8]) { self.layout = layout }

    /// The next literal text and the element after it, nil for the element when only text is left; nil at the end.
    mutating func next() -> (text: ArraySlice<UInt8>, element: TimeElement?)? {
        if index == layout.count { return nil }
        let start = index
        while index < layout.count {
            if let (element, width) = element(at: index) {
                defer { index += width }
                return (layout[start..<index], element)
            }
            index += 1
        }
        return (layout[start...], nil)
    }

    private func element(at index: Int) -> (TimeElement, Int)? {
        let rest = layout[index...]
        switch rest.first {
        case UInt8(ascii: "."), UInt8(ascii: ","): return fraction(rest)
        case UInt8(ascii: "J"), UInt8(ascii: "M"): return name(rest)
        case UInt8(ascii: "_"):
            // `_2006` is an underscore and a year.
            if rest.starts(with: "_2006".utf8) { return nil }
            return first(of: Self.numbers, in: rest)
        case nil: return nil
        default: return first(of: Self.numbers, in: rest)
        }
    }

    private func first(of table: [Row], in rest: ArraySlice<UInt8>) -> (TimeElement, Int)? {
        table.first { rest.starts(with: $0.text.utf8) }.map { ($0.element, $0.text.utf8.count) }
    }

    /// `Jan` and `Mon` are elements only when no lower-case letter follows.
    private func name(_ rest: ArraySlice<UInt8>) -> (TimeElement, Int)? {
        if let long = first(of: Self.longNames, in: rest) { return long }
        guard let short = first(of: Self.shortNames, in: rest) else { return nil }
        let following = rest.dropFirst(short.1).first
        let isWord = following.map((UInt8(ascii: "a")...UInt8(ascii: "z")).contains) ?? false
        return isWord ? nil : short
    }

    /// A fraction is zeros or nines, and no digit follows it.
    private func fraction(_ rest: ArraySlice<UInt8>) -> (TimeElement, Int)? {
        guard let separator = rest.first, let mark = rest.dropFirst().first,
            mark == UInt8(ascii: "0") || mark == UInt8(ascii: "9")
        else { return nil }
        let digits = rest.dropFirst().prefix { $0 == mark }
        let following = rest.dropFirst(1 + digits.count).first
        if following.map((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) ?? false { return nil }
        let isTrimmed = mark == UInt8(ascii: "9")
        return (.fraction(separator: separator, digits: digits.count, isTrimmed: isTrimmed), digits.count + 1)
    }
}

extension TimeLayout {
    fileprivate typealias Row = (text: String, element: TimeElement)

    fileprivate static let longNames: [Row] = [
        ("January", .longMonth), ("Monday", .longWeekday), ("MST", .zoneName),
    ]
    fileprivate static let shortNames: [Row] = [("Jan", .shortMonth), ("Mon", .shortWeekday)]

    /// Longer texts before those they begin with.
    fileprivate static let numbers: [Row] = [
        ("002", .paddedDayOfYear), ("01", .paddedMonth), ("02", .paddedDay), ("03", .paddedHour12),
        ("04", .paddedMinute), ("05", .paddedSecond), ("06", .year),
        ("15", .hour), ("1", .month), ("2006", .longYear), ("2", .day), ("3", .hour12), ("4", .minute), ("5", .second),
        ("__2", .spacedDayOfYear), ("_2", .spacedDay), ("PM", .upperHalf), ("pm", .lowerHalf),
        ("-070000", .offset(isISO: false, hasMinutes: true, hasSeconds: true, hasColons: false)),
        ("-07:00:00", .offset(isISO: false, hasMinutes: true, hasSeconds: true, hasColons: true)),
        ("-0700", .offset(isISO: false, hasMinutes: true, hasSeconds: false, hasColons: false)),
        ("-07:00", .offset(isISO: false, hasMinutes: true, hasSeconds: false, hasColons: true)),
        ("-07", .offset(isISO: false, hasMinutes: false, hasSeconds: false, hasColons: false)),
        ("Z070000", .offset(isISO: true, hasMinutes: true, hasSeconds: true, hasColons: false)),
        ("Z07:00:00", .offset(isISO: true, hasMinutes: true, hasSeconds: true, hasColons: true)),
        ("Z0700", .offset(isISO: true, hasMinutes: true, hasSeconds: false, hasColons: false)),
        ("Z07:00", .offset(isISO: true, hasMinutes: true, hasSeconds: false, hasColons: true)),
        ("Z07", .offset(isISO: true, hasMinutes: false, hasSeconds: false, hasColons: false)),
    ]
}
