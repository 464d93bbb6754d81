import CGitShim

/// One connected remote: its references, and packs from it. Used by one thread, freed before its session.
final class RemoteConnection {
    /// A branch or other reference of the remote.
    struct Reference {
        let name: String
        let id: git_oid
        /// What `HEAD` points to, where the remote says so.
        let symbolicTarget: String?
    }

    private let remote: OpaquePointer
    private let session: TransferSession

    /// Connects. `address` is what libgit2 itself is told: a path, or a placeholder without any credential.
    init(_ repository: Repository, address: String, session: TransferSession) throws(LibGit2Error) {
        remote = try Self.create(repository, address)
        self.session = session
        var options = git_remote_connect_options()
        try LibGit2.check(git_remote_connect_options_init(&options, UInt32(GIT_REMOTE_CONNECT_OPTIONS_VERSION)))
        session.install(in: &options.callbacks)
        try LibGit2.check(git_remote_connect_ext(remote, GIT_DIRECTION_FETCH, &options))
    }

    deinit {
        git_remote_disconnect(remote)
        git_remote_free(remote)
    }

    /// A remote without a name. No `insteadOf` of any configuration is looked for: nothing may rewrite the address,
    /// and 1.5.1 loses 50 KB of memory in each search.
    private static func create(_ repository: Repository, _ address: String) throws(LibGit2Error) -> OpaquePointer {
        var options = git_remote_create_options()
        try LibGit2.check(git_remote_create_options_init(&options, UInt32(GIT_REMOTE_CREATE_OPTIONS_VERSION)))
        options.repository = repository.handle
        options.flags =
            GIT_REMOTE_CREATE_SKIP_INSTEADOF.rawValue | GIT_REMOTE_CREATE_SKIP_DEFAULT_FETCHSPEC.rawValue
        var remote: OpaquePointer?
        try LibGit2.check(git_remote_create_with_opts(&remote, address, &options))
        return try Repository.some(remote)
    }

    /// What the remote offers, `HEAD` among it.
    func references(limit: Int) throws(LibGit2Error) -> [Reference]? {
        var heads: UnsafeMutablePointer<UnsafePointer<git_remote_head>?>?
        var count = 0
        try LibGit2.check(git_remote_ls(&heads, &count, remote))
        guard count <= limit else { return nil }
        guard let heads else { return [] }
        return (0..<count).compactMap { index in
            heads[index].map {
                Reference(
                    name: String(cString: $0.pointee.name), id: $0.pointee.oid,
                    symbolicTarget: $0.pointee.symref_target.map { String(cString: $0) })
            }
        }
    }

    /// Fetches the objects of one reference into the repository; sets no reference there.
    func download(_ reference: String) throws(LibGit2Error) {
        var options = git_fetch_options()
        try LibGit2.check(git_fetch_options_init(&options, UInt32(GIT_FETCH_OPTIONS_VERSION)))
        session.install(in: &options.callbacks)
        options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE
        options.update_fetchhead = 0
        let refspec = "+\(reference):refs/muster/incoming"
        let code = refspec.withCString { text in
            var strings: [UnsafeMutablePointer<CChar>?] = [UnsafeMutablePointer(mutating: text)]
            return strings.withUnsafeMutableBufferPointer { buffer in
                var list = git_strarray(strings: buffer.baseAddress, count: 1)
                return git_remote_download(remote, &list, &options)
            }
        }
        try LibGit2.check(code)
    }
}
