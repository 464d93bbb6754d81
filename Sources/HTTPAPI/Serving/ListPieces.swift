import JSON

/// The elements of a list, one after another. A copy goes on from where the original is.
protocol ListElements: Sendable {
    /// The bytes that keeping what they are made from takes.
    var keptBytes: Int { get }

    /// Writes elements until the writer has so many bytes, or a little more; false when none is left.
    mutating func write(to writer: inout JSONWriter, upTo bytes: Int) -> Bool
}

/// The elements in some places of a list that was found before.
struct ListedElements<List: PagedList & Sendable>: ListElements {
    let list: List
    /// The places that are still to be shown.
    private(set) var shown: Range<Int>
    let write: @Sendable (List, Int, inout JSONWriter) -> Void

    var keptBytes: Int { list.keptBytes }

    mutating func write(to writer: inout JSONWriter, upTo bytes: Int) -> Bool {
        while let place = shown.first {
            if writer.bytes.count >= bytes { return true }
            write(list, place, &writer)
            shown.removeFirst()
        }
        return false
    }
}

/// The JSON of a list, some elements at a time.
struct ListPieces<Elements: ListElements>: JSONPieces {
    /// What stands before and behind the elements.
    private let (start, end): ([UInt8], [UInt8])
    private var elements: Elements
    private var hasBegun = false
    private var hasElements = false
    private var hasEnded = false

    /// A list of some elements.
    init(_ collection: CollectionResource, _ elements: Elements) {
        self.elements = elements
        var writer = JSONWriter(capacity: 1_024)
        var place = 0
        collection.write(to: &writer) { writer in
            writer.array { place = $0.bytes.count }
        }
        start = Array(writer.bytes[..<place])
        end = Array(writer.bytes[place...])
    }

    var keptBytes: Int { start.count + end.count + elements.keptBytes }

    mutating func next() -> [UInt8]? {
        if hasEnded { return nil }
        var writer = JSONWriter(capacity: StreamedText.pieceBytes)
        writer.array { hasEnded = !elements.write(to: &$0, upTo: StreamedText.pieceBytes) }
        // Without the brackets.
        let written = writer.bytes[1..<(writer.bytes.count - 1)]
        var piece = hasBegun ? [] : start
        hasBegun = true
        if hasElements, !written.isEmpty { piece.append(UInt8(ascii: ",")) }
        hasElements = hasElements || !written.isEmpty
        piece += written
        if hasEnded { piece += end }
        return piece
    }
}
