import YAML

extension YAMLNode {
    /// The key spelled `key`, when the node is a mapping that has it.
    func key(_ key: String) -> YAMLNode? { entries?.first { $0.key.scalar?.text == key }?.key }

    /// Whether the node is a mapping that has a key of this spelling.
    func has(_ key: String) -> Bool { self.key(key) != nil }
}
