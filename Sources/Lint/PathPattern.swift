/// A pattern of paths: `*` stands for anything in one folder's or file's name, `**` for anything at all. A pattern that ends at a
/// folder means everything in it.
///
/// Patterns come with catalogs: however many stars one has, matching costs at most its length times the path's.
struct PathPattern: Sendable, Hashable {
    private let parts: [[UInt8]]

    init(_ text: String) {
        let trimmed = text.hasSuffix("/") ? String(text.dropLast()) : text
        parts = trimmed.split(separator: "/").map { Array($0.utf8) }
    }

    func matches(_ path: String) -> Bool {
        let names = path.split(separator: "/").map { Array($0.utf8) }
        return StarPattern(parts, star: Array("**".utf8)).matches(names, endsAnywhere: true) { name, part in
            StarPattern(part, star: UInt8(ascii: "*")).matches(name, endsAnywhere: false, ==)
        }
    }
}

/// Elements of which some stand for any number of others.
private struct StarPattern<Element: Equatable> {
    private let elements: [Element]
    private let star: Element

    init(_ elements: [Element], star: Element) {
        self.elements = elements
        self.star = star
    }

    /// Whether the whole of some others fits, or with `endsAnywhere` their beginning. What stands between two stars is best found as
    /// early as it can be, so that only the last star ever has to take more.
    func matches(_ others: [Element], endsAnywhere: Bool, _ fits: (Element, Element) -> Bool) -> Bool {
        var (position, place) = (0, 0)
        var last: (position: Int, place: Int)?
        while true {
            if place == elements.count, endsAnywhere || position == others.count { return true }
            if place < elements.count, elements[place] == star {
                place += 1
                last = (position, place)
            } else if position < others.count, place < elements.count, fits(others[position], elements[place]) {
                (position, place) = (position + 1, place + 1)
            } else if let again = last, again.position < others.count {
                (position, place) = (again.position + 1, again.place)
                last = (position, place)
            } else {
                return false
            }
        }
    }
}
