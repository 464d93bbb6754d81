import JSON

extension FuzzTarget {
    /// Reads a JSON text. Laws: an error lies in the text; the canonical text reads as the same value and is its own
    /// canonical text.
    static let json = FuzzTarget("json") { bytes in
        let node: JSONNode
        do throws(JSONSyntaxError) {
            node = try JSONNode(parsing: bytes)
        } catch {
            law(error.offset >= 0 && error.offset <= bytes.count + 2, "an error outside the text: \(error.offset)")
            return law(error.line >= 1 && error.column >= 1, "an error at no place")
        }
        let canonical = node.canonicalBytes
        guard let again = try? JSONNode(parsing: canonical) else {
            return law(false, "the canonical text does not parse")
        }
        law(again == node, "the canonical text is another value")
        law(again.canonicalBytes == canonical, "the canonical text is not canonical")
    }
}
