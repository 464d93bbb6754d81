/// Paths with slashes, as Go's `path` package reads them. Nothing is looked up in a file system.
enum SlashPath {
    private static let slash = UInt8(ascii: "/")
    private static let dot = UInt8(ascii: ".")

    /// The shortest path that means the same: no empty, `.` or inner `..` elements; `.` for nothing.
    static func clean(_ path: [UInt8]) -> [UInt8] {
        let isRooted = path.first == slash
        var kept: [ArraySlice<UInt8>] = []
        for element in path.split(separator: slash) where element != [dot] {
            if element != [dot, dot] {
                kept.append(element)
            } else if let last = kept.last, last != [dot, dot] {
                kept.removeLast()
            } else if !isRooted {
                kept.append(element)
            }
        }
        let joined = (isRooted ? [slash] : []) + kept.joined(separator: [slash])
        return joined.isEmpty ? [dot] : joined
    }

    /// The last element: `.` for an empty path, `/` for slashes only.
    static func base(_ path: [UInt8]) -> [UInt8] {
        if path.isEmpty { return [dot] }
        guard let last = path.split(separator: slash).last else { return [slash] }
        return Array(last)
    }

    /// Everything before the last element, cleaned.
    static func directory(_ path: [UInt8]) -> [UInt8] {
        let end = path.lastIndex(of: slash).map { $0 + 1 } ?? 0
        return clean(Array(path[..<end]))
    }

    /// The last element's suffix from its last dot on; empty without a dot.
    static func fileExtension(_ path: [UInt8]) -> [UInt8] {
        let name = path.suffix(from: path.lastIndex(of: slash).map { $0 + 1 } ?? 0)
        return name.lastIndex(of: dot).map { Array(name[$0...]) } ?? []
    }

    /// Whether the path begins at the root.
    static func isAbsolute(_ path: [UInt8]) -> Bool { path.first == slash }
}
