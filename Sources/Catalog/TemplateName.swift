/// What tells templates of one catalog apart: the base and the folder's name, compared byte by byte.
///
/// Git tells two spellings of one accented letter apart and so do ids in addresses; `String` does not.
public struct TemplateName: Sendable, Hashable, Comparable {
    /// Both parts with a zero byte between them, which neither can hold: so bases decide before folders.
    private let bytes: [UInt8]

    /// A name of these parts.
    public init(base: String, folderName: String) {
        bytes = Array(base.utf8) + [0] + Array(folderName.utf8)
    }

    /// The name of the template in a folder `TOP/FOLDER`, by the rules of ``CatalogPath``; nil for another path.
    init?(folderPath: String) {
        let path = folderPath.utf8
        guard let slash = path.firstIndex(of: UInt8(ascii: "/")) else { return nil }
        let folder = path[path.index(after: slash)...]
        guard !folder.contains(UInt8(ascii: "/")) else { return nil }
        let base = path[..<slash].firstIndex(of: UInt8(ascii: "-")).map { path[..<$0] } ?? path[..<path.startIndex]
        bytes = Array(base) + [0] + Array(folder)
    }

    /// The order of lists: by base, then folder name.
    public static func < (one: Self, other: Self) -> Bool {
        one.bytes.lexicographicallyPrecedes(other.bytes)
    }
}

extension Template {
    /// What tells the template apart from the others of its catalog.
    public var templateName: TemplateName { TemplateName(base: base, folderName: folderName) }
}
