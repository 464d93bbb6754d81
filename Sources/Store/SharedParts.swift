import Catalog

/// What the versions of a template have in common, each kept once: names of files, and lists of questions.
struct SharedParts {
    private let names: [String]
    private let lists: [[Question]]

    /// Reads what ``Writer`` wrote.
    init(_ reader: inout ByteReader) throws(ByteReader.Damage) {
        names = try reader.list { (reader) throws(ByteReader.Damage) in try reader.text() }
        let questions = try reader.list(QuestionCodec.read)
        lists = try reader.list { (reader) throws(ByteReader.Damage) in
            try reader.list { (reader) throws(ByteReader.Damage) in
                try Self.element(questions, at: try reader.number())
            }
        }
    }

    /// The name at a place.
    func name(_ index: UInt64) throws(ByteReader.Damage) -> String { try Self.element(names, at: index) }

    /// The list of questions at a place.
    func questions(_ index: UInt64) throws(ByteReader.Damage) -> [Question] { try Self.element(lists, at: index) }

    private static func element<Element>(
        _ elements: [Element], at index: UInt64
    ) throws(ByteReader.Damage) -> Element {
        guard index < UInt64(elements.count) else { throw ByteReader.Damage() }
        return elements[Int(index)]
    }
}

extension SharedParts {
    /// Collects what versions have in common. Things are the same when their bytes are: two spellings of one accented letter
    /// stay two.
    struct Writer {
        private struct Table {
            var indices: [[UInt8]: UInt64] = [:]
            var parts: [[UInt8]] = []

            mutating func index(of part: [UInt8]) -> UInt64 {
                if let known = indices[part] { return known }
                let index = UInt64(parts.count)
                indices[part] = index
                parts.append(part)
                return index
            }
        }

        private var names = Table()
        private var questions = Table()
        private var lists = Table()
        /// The lists by where they are in memory: versions that share one are not looked through.
        private var known: [UnsafePointer<Question>: UInt64] = [:]

        /// The place of a name.
        mutating func index(ofName name: String) -> UInt64 { names.index(of: Array(name.utf8)) }

        /// The place of a list of questions, which stays in memory as long as this does.
        mutating func index(of list: [Question]) -> UInt64 {
            let place = list.isEmpty ? nil : list.withUnsafeBufferPointer(\.baseAddress)
            if let place, let number = known[place] { return number }
            var writer = ByteWriter()
            writer.list(list) { $0.number(index(ofQuestion: $1)) }
            let number = lists.index(of: writer.bytes)
            if let place { known[place] = number }
            return number
        }

        private mutating func index(ofQuestion question: Question) -> UInt64 {
            var writer = ByteWriter()
            QuestionCodec.write(question, to: &writer)
            return questions.index(of: writer.bytes)
        }

        /// Writes everything that was collected.
        func write(to writer: inout ByteWriter) {
            writer.list(names.parts) {
                $0.number(UInt64($1.count))
                $0.raw($1)
            }
            writer.list(questions.parts) { $0.raw($1) }
            writer.list(lists.parts) { $0.raw($1) }
        }
    }
}
