extension Int {
    /// The number of things, in words: `1 error`, `2 errors`.
    package func counting(_ thing: String) -> String { "\(self) \(thing)\(self == 1 ? "" : "s")" }
}
