import Catalog

/// Which part of a list a client asked for, and in what order. Without `limit` a list is whole and without `sort` it keeps
/// its own order, as old clients expect; a value that means nothing counts as absent, as it always did.
struct ListPage: Sendable, Hashable {
    /// What a list can be ordered by.
    enum SortField: String, Sendable, CaseIterable {
        case id, name, category, templateBase

        /// The text that decides the order, without regard to case for what people wrote.
        func key(of template: Template, id: TemplateID) -> String {
            switch self {
            case .id: id.description
            case .name: (template.name.isEmpty ? template.folderName : template.name).lowercased()
            case .category: template.category.lowercased()
            case .templateBase: template.base
            }
        }
    }

    /// The most entries of a page, whatever the client asks for.
    static let largest = 1000

    /// The entries of a page; nil for the whole list.
    let limit: Int?
    /// The id of the entry before the page; empty for the first page.
    let marker: String
    /// The order; nil for the list's own.
    let sort: SortField?
    /// Whether the order is turned round.
    let isDescending: Bool
    /// What names must look like, with `%` for any text; empty for all.
    let namePattern: String
    /// The words to look for; empty for all.
    let searched: String

    /// The page that a list's query asks for.
    init(_ query: RequestQuery) {
        limit = Int(query.first("limit")).flatMap { $0 > 0 ? min($0, Self.largest) : nil }
        marker = query.first("marker")
        sort = SortField(rawValue: query.first("sort"))
        isDescending = query.first("order").lowercased() == "desc"
        namePattern = query.first("name_like")
        searched = query.first("q")
    }

    /// The whole list in its own order.
    static let whole = ListPage()

    private init() {
        (limit, marker, sort, isDescending, namePattern, searched) = (nil, "", nil, false, "", "")
    }

    /// The page as a part of a cache's key.
    var cacheKey: [String] { [limit.map(String.init) ?? "", marker] + listingKey }

    /// What the list depends on that the page is cut from, as a part of a cache's key.
    var listingKey: [String] { [sort?.rawValue ?? "", isDescending ? "desc" : "", namePattern, searched] }
}

/// A name with `%` for any text, as SQL's `LIKE` and gdapi's `_like` take it, without regard to case.
struct NamePattern: Sendable, Hashable {
    private let parts: [[UInt8]]

    init(_ pattern: String) {
        parts = pattern.lowercased().utf8.split(separator: UInt8(ascii: "%"), omittingEmptySubsequences: false).map(
            Array.init)
    }

    /// Whether the whole name fits.
    func matches(_ name: String) -> Bool {
        var rest = Array(name.lowercased().utf8)[...]
        guard let first = parts.first, rest.starts(with: first) else { return false }
        guard parts.count > 1, let last = parts.last else { return rest.count == first.count }
        rest = rest.dropFirst(first.count)
        for part in parts[1..<(parts.count - 1)] where !part.isEmpty {
            guard let end = Self.end(of: part, in: rest) else { return false }
            rest = rest[end...]
        }
        return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
    }

    /// Where the first occurrence of a part ends.
    private static func end(of part: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
        var start = text.startIndex
        while start + part.count <= text.endIndex {
            if text[start..<start + part.count].elementsEqual(part) { return start + part.count }
            start += 1
        }
        return nil
    }
}
