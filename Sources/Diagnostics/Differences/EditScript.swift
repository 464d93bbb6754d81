/// The fewest lines to take out of one text and to put into it that make another of it (Myers' algorithm).
///
/// Lines are numbers here, equal for equal lines, so that comparing two costs the same however long they are.
struct EditScript {
    /// The most changes that are looked for: the time and the memory grow with their square.
    static let mostChanges = 2_000

    /// The places in the old text of the lines that go.
    private(set) var removed: Set<Int> = []
    /// The places in the new text of the lines that come.
    private(set) var inserted: Set<Int> = []

    /// Nil when there are more changes than are looked for.
    init?(from old: [Int32], to new: [Int32]) {
        guard let trace = Self.trace(from: old, to: new) else { return nil }
        var (x, y) = (old.count, new.count)
        for changes in stride(from: trace.count - 1, to: 0, by: -1) {
            let reached = trace[changes]
            let diagonal = x - y
            let isDown =
                diagonal == -changes || diagonal != changes && reached[diagonal - 1] < reached[diagonal + 1]
            let before = isDown ? diagonal + 1 : diagonal - 1
            (x, y) = (reached[before], reached[before] - before)
            if isDown { inserted.insert(y) } else { removed.insert(x) }
        }
    }

    /// How far into the old text so many changes lead, on each diagonal: one of every second one from `-changes` to `changes`.
    private struct Reached {
        private var places: [Int32]
        private let changes: Int

        init(after changes: Int) {
            self.changes = changes
            places = Array(repeating: 0, count: changes + 1)
        }

        subscript(diagonal: Int) -> Int {
            get { Int(places[(diagonal + changes) / 2]) }
            set { places[(diagonal + changes) / 2] = Int32(truncatingIfNeeded: newValue) }
        }
    }

    /// For every number of changes how far one less lead; the last is the one that leads to both ends.
    private static func trace(from old: [Int32], to new: [Int32]) -> [Reached]? {
        var trace: [Reached] = []
        var reached = Reached(after: 1)
        for changes in 0...(old.count + new.count) {
            guard changes <= mostChanges else { return nil }
            let before = reached
            trace.append(before)
            reached = Reached(after: changes)
            for diagonal in stride(from: -changes, through: changes, by: 2) {
                let isDown =
                    diagonal == -changes || diagonal != changes && before[diagonal - 1] < before[diagonal + 1]
                var x = isDown ? before[diagonal + 1] : before[diagonal - 1] + 1
                while x < old.count, x - diagonal < new.count, old[x] == new[x - diagonal] { x += 1 }
                reached[diagonal] = x
                if x >= old.count, x - diagonal >= new.count { return trace }
            }
        }
        return trace
    }
}
