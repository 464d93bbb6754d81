import Foundation

/// A file that the operator writes, read whole and within bounds: whatever stands at its path, reading ends.
struct OperatorFile: Sendable {
    /// The largest file that is read.
    static let largest = 4 << 20

    /// Why a file could not be read.
    struct Unreadable: Error {
        /// What follows the file's name in a sentence.
        let description: String
    }

    let path: String

    /// The file's bytes.
    func read() throws(Unreadable) -> [UInt8] {
        // Not blocking, because a pipe would wait for its writer.
        let number = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard number >= 0 else {
            let why =
                errno == ENOENT ? "there is no such file" : "it cannot be read: \(String(cString: strerror(errno)))"
            throw Unreadable(description: why)
        }
        let file = FileHandle(fileDescriptor: number, closeOnDealloc: true)
        var status = stat()
        guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Unreadable(description: "it is no regular file")
        }
        // One byte more than is taken shows a file that grows meanwhile.
        guard let data = try? file.read(upToCount: Self.largest + 1) ?? Data() else {
            throw Unreadable(description: "it cannot be read")
        }
        guard data.count <= Self.largest else {
            throw Unreadable(description: "it is larger than \(Self.largest >> 20) MB")
        }
        return Array(data)
    }
}
