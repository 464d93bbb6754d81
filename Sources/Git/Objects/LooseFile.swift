import Foundation

/// One loose object's file, unpacked while it is read.
final class LooseFile {
    /// Why an object cannot be read: the rest of a sentence that names it.
    struct Damage: Error, CustomStringConvertible {
        let what: String
        var description: String { what }

        static let isCutOff = Damage(what: "is cut off; fetch it again, or run git fsck")
        static let isDamaged = Damage(what: "is damaged; fetch it again, or run git fsck")
    }

    private let number: Int32
    private let inflater: Inflater
    private var buffer = [UInt8](repeating: 0, count: 16 << 10)
    private var unread: Range<Int> = 0..<0
    private var hasEnded = false
    /// Bytes of the content that came with the head.
    private var early: [UInt8] = []

    /// Nil when there is no such file.
    init?(at path: String) throws {
        number = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard number >= 0 || errno != ENOENT else { return nil }
        guard number >= 0 else { throw Damage(what: "cannot be opened (\(String(cString: strerror(errno))))") }
        var status = stat()
        guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG, let inflater = Inflater() else {
            close(number)
            throw Damage.isDamaged
        }
        self.inflater = inflater
    }

    deinit { close(number) }

    /// The object's kind and size, which take at most so many bytes.
    func readHead(_ most: Int) throws -> (kind: String, size: Int) {
        var head = [UInt8](repeating: 0, count: most)
        let count = try head.withUnsafeMutableBytes { try fill($0) }
        guard let end = head[..<count].firstIndex(of: 0) else {
            throw count < most ? Damage.isCutOff : Damage.isDamaged
        }
        let words = head[..<end].split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard words.count == 2, let size = Int(String(decoding: words[1], as: UTF8.self)), size >= 0 else {
            throw Damage.isDamaged
        }
        early = Array(head[(end + 1)..<count])
        return (String(decoding: words[0], as: UTF8.self), size)
    }

    /// The content, which must be exactly as long as the buffer.
    func readContent(into content: UnsafeMutableRawBufferPointer) throws {
        guard early.count <= content.count else { throw Damage.isDamaged }
        content.copyBytes(from: early)
        let rest = UnsafeMutableRawBufferPointer(rebasing: content[early.count...])
        guard try fill(rest) == rest.count else { throw Damage.isCutOff }
        var more: UInt8 = 0
        guard try withUnsafeMutableBytes(of: &more, { try fill($0) }) == 0 else { throw Damage.isDamaged }
        guard hasEnded else { throw Damage.isCutOff }
    }

    /// Unpacks until the output is full or the stream has ended, and returns how many bytes that gave.
    private func fill(_ output: UnsafeMutableRawBufferPointer) throws -> Int {
        var made = 0
        while made < output.count, !hasEnded {
            if unread.isEmpty { try readMore() }
            let step = buffer.withUnsafeBytes { bytes in
                inflater.step(
                    UnsafeRawBufferPointer(rebasing: bytes[unread]),
                    into: UnsafeMutableRawBufferPointer(rebasing: output[made...]))
            }
            unread = unread.lowerBound + step.used..<unread.upperBound
            made += step.made
            hasEnded = step.state == .ended
            guard step.state != .damaged else { throw Damage.isDamaged }
            // Neither input nor output moved: the file has ended before its stream.
            if step.used == 0, step.made == 0, unread.isEmpty { throw Damage.isCutOff }
        }
        return made
    }

    private func readMore() throws {
        while true {
            let count = read(number, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Damage(what: "cannot be read (\(String(cString: strerror(errno))))") }
            unread = 0..<count
            return
        }
    }
}
