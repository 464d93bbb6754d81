/// A pattern of paths: `*` stands for anything in one folder's or file's name, `**` for anything at all. A pattern that ends at a
/// folder means everything in it.
struct PathPattern: Sendable, Hashable {
    private let parts: [[UInt8]]

    init(_ text: String) {
        let trimmed = text.hasSuffix("/") ? String(text.dropLast()) : text
        parts = trimmed.split(separator: "/").map { Array($0.utf8) }
    }

    func matches(_ path: String) -> Bool {
        Self.matches(path.split(separator: "/").map { Array($0.utf8) }[...], parts[...])
    }

    private static func matches(_ path: ArraySlice<[UInt8]>, _ pattern: ArraySlice<[UInt8]>) -> Bool {
        guard let part = pattern.first else { return true }
        if part == Array("**".utf8) {
            return path.indices.contains { matches(path[$0...], pattern.dropFirst()) }
                || matches(path.suffix(0), pattern.dropFirst())
        }
        guard let name = path.first, nameMatches(name[...], part[...]) else { return false }
        return matches(path.dropFirst(), pattern.dropFirst())
    }

    private static func nameMatches(_ name: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
        guard let first = pattern.first else { return name.isEmpty }
        if first == UInt8(ascii: "*") {
            return (name.startIndex...name.endIndex).contains { nameMatches(name[$0...], pattern.dropFirst()) }
        }
        return name.first == first && nameMatches(name.dropFirst(), pattern.dropFirst())
    }
}
