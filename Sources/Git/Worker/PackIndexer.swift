import CGitShim
import Foundation

/// Puts packs into a folder of packs, each with an index that is made of what is really in it.
struct PackIndexer {
    let folder: String

    /// Takes in a pack's file.
    func index(_ path: String) throws(LibGit2Error) {
        let indexer = try Indexing(folder)
        let number = open(path, O_RDONLY | O_CLOEXEC)
        guard number >= 0 else { throw Self.unreadable(path) }
        defer { close(number) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = read(number, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.unreadable(path) }
            if count == 0 { break }
            try indexer.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
        try indexer.commit()
    }

    private static func unreadable(_ path: String) -> LibGit2Error {
        LibGit2Error(
            code: -1, domain: Int32(GIT_ERROR_OS.rawValue), text: "\(path): \(String(cString: strerror(errno)))")
    }
}

/// One pack that is being taken in. What it wrote is removed with it unless it was committed.
final class Indexing {
    private let indexer: OpaquePointer
    private var progress = git_indexer_progress()

    init(_ folder: String) throws(LibGit2Error) {
        try LibGit2.start()
        var options = git_indexer_options()
        try LibGit2.check(git_indexer_options_init(&options, UInt32(GIT_INDEXER_OPTIONS_VERSION)))
        var indexer: OpaquePointer?
        try LibGit2.check(git_indexer_new(&indexer, folder, 0, nil, &options))
        self.indexer = try Repository.some(indexer)
    }

    deinit { git_indexer_free(indexer) }

    /// Takes the next bytes of the pack.
    func append(_ bytes: UnsafeRawBufferPointer) throws(LibGit2Error) {
        try LibGit2.check(git_indexer_append(indexer, bytes.baseAddress, bytes.count, &progress))
    }

    /// The pack has come to its end.
    func commit() throws(LibGit2Error) {
        try LibGit2.check(git_indexer_commit(indexer, &progress))
    }
}
