extension String {
    /// Whether both are the same bytes. `==` compares characters, so it takes two spellings of one accented letter for equal.
    func hasSameBytes(as other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }
}
