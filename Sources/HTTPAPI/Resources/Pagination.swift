import JSON

/// The `pagination` of a list with a `limit`, as gdapi describes it: where the pages beside this one are.
struct Pagination: Sendable {
    let limit: Int
    let total: Int
    /// The addresses of the first, the previous and the next page; nil where there is none.
    let first: String?
    let previous: String?
    let next: String?

    /// Writes the object, with every key.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            write(first, as: "first", to: &writer)
            writer.member("limit", limit)
            write(next, as: "next", to: &writer)
            writer.member("partial", first != nil || next != nil)
            write(previous, as: "previous", to: &writer)
            writer.member("total", total)
        }
    }

    private func write(_ address: String?, as name: String, to writer: inout JSONWriter) {
        guard let address else {
            writer.key(name)
            return writer.null()
        }
        writer.member(name, address)
    }
}

/// The `sort` of a list that was ordered, as gdapi describes it.
struct SortOrder: Sendable {
    let field: String
    let isDescending: Bool
    /// The address of the same list the other way round.
    let reverse: String

    /// Writes the object.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", field)
            writer.member("order", isDescending ? "desc" : "asc")
            writer.member("reverse", reverse)
        }
    }
}

/// A list that pages are cut from.
protocol PagedList {
    var count: Int { get }
    /// The bytes that keeping the list takes.
    var keptBytes: Int { get }
    /// The id of the entry in a place.
    func id(at position: Int) -> String
    /// The place of the entry of an id; nil when the list does not show it.
    func position(ofID id: String) -> Int?
}

/// A page cut out of a list.
struct PageCut<List: PagedList> {
    let range: Range<Int>
    private let listing: List
    private let limit: Int

    /// The entries behind the one that the marker names. A marker that names none is of a list that has changed.
    ///
    /// - Throws: ``APIError/unknownMarker``.
    init(_ page: ListPage, limit: Int, listing: List) throws {
        self.listing = listing
        self.limit = limit
        guard !page.marker.isEmpty else {
            range = 0..<min(limit, listing.count)
            return
        }
        guard let before = listing.position(ofID: page.marker) else { throw APIError.unknownMarker }
        range = (before + 1)..<min(before + 1 + limit, listing.count)
    }

    /// Where the pages beside this one are, `address` making the address of the page behind a marker.
    func pagination(_ address: (_ marker: String?) -> String) -> Pagination {
        let start = range.lowerBound
        let previous: String? =
            start == 0 ? nil : start <= limit ? address(nil) : address(listing.id(at: start - limit - 1))
        return Pagination(
            limit: limit, total: listing.count, first: start == 0 ? nil : address(nil), previous: previous,
            next: range.upperBound < listing.count ? address(listing.id(at: range.upperBound - 1)) : nil)
    }
}
