/// Something that reads what others wrote, with the laws that hold whatever that is.
public struct FuzzTarget: Sendable, CustomStringConvertible {
    /// What it is called: by `Fuzz/run`, and as a folder of `corpus/` and `crashes/`.
    public let name: String
    /// Reads some bytes. A law that does not hold ends the process, which is how a fuzzer learns of it.
    public let laws: @Sendable (_ bytes: [UInt8]) -> Void

    /// The name.
    public var description: String { name }

    /// A target.
    public init(_ name: String, _ laws: @escaping @Sendable ([UInt8]) -> Void) {
        self.name = name
        self.laws = laws
    }

    /// Every target of this library, by name.
    public static let all = [
        answers, archive, catalog, compose, dates, json, lintConfiguration, lock, project, template, versions, yaml,
    ]
}

/// The parts of an input that has several, between lines of `%%%%`: as many as asked for, those that are not there empty.
func parts(_ count: Int, of bytes: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = [[]]
    for line in bytes.prefix(1 << 16).split(separator: 0x0A, omittingEmptySubsequences: false) {
        if line.elementsEqual("%%%%".utf8), parts.count < count {
            parts.append([])
        } else {
            if !parts[parts.count - 1].isEmpty { parts[parts.count - 1].append(0x0A) }
            parts[parts.count - 1] += line
        }
    }
    return parts + Array(repeating: [], count: count - parts.count)
}
