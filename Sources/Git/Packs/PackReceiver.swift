import Foundation

/// Takes in a pack as it comes: looks through it, and writes it to a file. Removes the file again unless the whole pack has
/// come. Used by one thread.
final class PackReceiver {
    /// What the pack costs to unpack.
    var size: PackSize { scanner.size }

    private let path: String
    private let request: UpdateRequest
    private let file: Descriptor
    private var scanner: PackScanner
    private var messageBytes = 0
    private var isWhole = false

    init(path: String, _ request: UpdateRequest) throws(GitFailure) {
        let number = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard number >= 0 else { throw Self.diskFailure(path) }
        file = Descriptor(owning: number)
        self.path = path
        self.request = request
        scanner = try PackScanner(display: request.url.display, limits: request.limits)
    }

    deinit {
        if !isWhole { unlink(path) }
    }

    /// Takes a piece of the pack.
    func take(_ bytes: UnsafeRawBufferPointer) throws(GitFailure) {
        try scanner.take(bytes)
        var rest = bytes
        while !rest.isEmpty {
            let count = write(file.number, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.diskFailure(path) }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Counts bytes that came beside the pack and are not kept.
    func take(message bytes: Int) throws(GitFailure) {
        messageBytes += bytes
        guard messageBytes <= request.limits.messageBytes else {
            throw request.failure(
                .tooLarge,
                "\(request.url.display) sends more than \(request.limits.messageBytes >> 10) KB of messages beside its pack; look at the server"
            )
        }
    }

    /// The sender has come to its end.
    func finish() throws(GitFailure) {
        guard scanner.isAtEnd else { throw request.endedEarly() }
        file.close()
        isWhole = true
    }

    private static func diskFailure(_ path: String) -> GitFailure {
        let reason = String(cString: strerror(errno))
        return GitFailure(
            .disk, "\(path) cannot be written (\(reason)); check the disk's space and who owns the folder")
    }
}
