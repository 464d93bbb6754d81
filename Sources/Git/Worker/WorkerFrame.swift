/// A piece of a worker's answer: one byte that says what it is, eight that say how long, and the bytes.
enum WorkerFrame: UInt8 {
    /// The bytes of a content that was asked for.
    case content = 0
    /// How the job ended, as JSON: the last piece.
    case outcome = 1

    static let headBytes = 9
    /// Bytes of the longest piece that is taken from a worker.
    static let longest = 256 << 20

    /// What stands before the bytes.
    func head(_ count: Int) -> [UInt8] {
        [rawValue] + (0..<8).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) }
    }

    /// Reads a head; nil for anything else.
    static func parse(_ bytes: some Collection<UInt8>) -> (frame: WorkerFrame, count: Int)? {
        guard bytes.count == headBytes, let first = bytes.first, let frame = WorkerFrame(rawValue: first) else {
            return nil
        }
        let count = bytes.dropFirst().reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return count <= UInt64(longest) ? (frame, Int(count)) : nil
    }
}
