import CGitShim
import Catalog

/// Owns one libgit2 repository handle with its object database; used by one thread at a time.
final class Repository {
    let handle: OpaquePointer
    private let database: OpaquePointer

    private init(owning handle: OpaquePointer) throws(LibGit2Error) {
        var database: OpaquePointer?
        let code = git_repository_odb(&database, handle)
        guard code >= 0, let database else {
            git_repository_free(handle)
            try LibGit2.check(min(code, -1))
            throw LibGit2Error(code: -1, domain: 0, text: "no object database")
        }
        self.handle = handle
        self.database = database
    }

    deinit {
        git_odb_free(database)
        git_repository_free(handle)
    }

    /// Opens the repository at exactly this path, bare or with a work tree; parents are not searched.
    convenience init(opening path: String) throws(LibGit2Error) {
        try LibGit2.start()
        var handle: OpaquePointer?
        try LibGit2.check(git_repository_open_ext(&handle, path, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue, nil))
        try self.init(owning: try Self.some(handle))
    }

    /// Opens the repository that a folder lies in, looking upwards.
    convenience init(around path: String) throws(LibGit2Error) {
        try LibGit2.start()
        var handle: OpaquePointer?
        try LibGit2.check(git_repository_open_ext(&handle, path, 0, nil))
        try self.init(owning: try Self.some(handle))
    }

    /// Makes an empty bare repository.
    convenience init(creatingBareAt path: String) throws(LibGit2Error) {
        try LibGit2.start()
        var options = git_repository_init_options()
        try LibGit2.check(git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION)))
        options.flags =
            GIT_REPOSITORY_INIT_BARE.rawValue | GIT_REPOSITORY_INIT_MKPATH.rawValue
            | GIT_REPOSITORY_INIT_NO_REINIT.rawValue
        var handle: OpaquePointer?
        try LibGit2.check(git_repository_init_ext(&handle, path, &options))
        try self.init(owning: try Self.some(handle))
    }

    static func some(_ pointer: OpaquePointer?) throws(LibGit2Error) -> OpaquePointer {
        guard let pointer else { throw LibGit2Error(code: -1, domain: 0, text: "libgit2 gave nothing") }
        return pointer
    }

    /// The folder with the objects and references that all work trees share, ending in `/`.
    var commonDirectory: String? { git_repository_commondir(handle).map { String(cString: $0) } }

    /// The root folder of the files that are checked out; nil for a bare repository.
    var workTree: String? { git_repository_workdir(handle).map { String(cString: $0) } }

    /// The commit that an expression such as `HEAD~2` names.
    func commit(named revision: String) throws(LibGit2Error) -> git_oid {
        var object: OpaquePointer?
        try LibGit2.check(git_revparse_single(&object, handle, revision))
        defer { git_object_free(object) }
        return try commit(git_object_id(try Self.some(object)).pointee)
    }

    /// What a direct reference points to; nil when there is no such reference.
    func reference(_ name: String) throws(LibGit2Error) -> git_oid? {
        var oid = git_oid()
        let code = git_reference_name_to_id(&oid, handle, name)
        if code == GIT_ENOTFOUND.rawValue { return nil }
        try LibGit2.check(code)
        return oid
    }

    func setReference(_ name: String, to target: git_oid) throws(LibGit2Error) {
        var reference: OpaquePointer?
        var target = target
        try LibGit2.check(git_reference_create(&reference, handle, name, &target, 1, nil))
        git_reference_free(reference)
    }

    /// Peels tags off; the commit itself.
    func commit(_ id: git_oid) throws(LibGit2Error) -> git_oid {
        let object = try lookup(id, GIT_OBJECT_ANY)
        defer { git_object_free(object) }
        var commit: OpaquePointer?
        try LibGit2.check(git_object_peel(&commit, object, GIT_OBJECT_COMMIT))
        defer { git_object_free(commit) }
        return git_object_id(try Self.some(commit)).pointee
    }

    /// The root tree of a commit.
    func rootTree(ofCommit id: git_oid) throws(LibGit2Error) -> git_oid {
        let commit = try lookup(id, GIT_OBJECT_COMMIT)
        defer { git_object_free(commit) }
        return git_commit_tree_id(commit).pointee
    }

    /// Whether `ancestor` is among the parents of `commit`, however far back; false when it cannot be told.
    func isDescendant(_ commit: git_oid, of ancestor: git_oid) -> Bool {
        var (commit, ancestor) = (commit, ancestor)
        return git_graph_descendant_of(handle, &commit, &ancestor) == 1
    }

    func contains(_ id: git_oid) -> Bool {
        var id = id
        return git_odb_exists(database, &id) == 1
    }

    /// Size and kind of an object, without reading it.
    func header(_ id: git_oid) throws(LibGit2Error) -> (size: Int, type: git_object_t) {
        var (size, type, id) = (0, GIT_OBJECT_INVALID, id)
        try LibGit2.check(git_odb_read_header(&size, &type, database, &id))
        // A size beyond 63 bits, as only a forged header claims it, comes out negative.
        return (size < 0 ? .max : size, type)
    }

    /// An object's bytes; libgit2 compares them with the id.
    func read(_ id: git_oid) throws(LibGit2Error) -> (bytes: [UInt8], type: git_object_t) {
        var id = id
        var object: OpaquePointer?
        try LibGit2.check(git_odb_read(&object, database, &id))
        defer { git_odb_object_free(object) }
        let bytes = UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object))
        return (Array(bytes), git_odb_object_type(object))
    }

    private func lookup(_ id: git_oid, _ type: git_object_t) throws(LibGit2Error) -> OpaquePointer {
        var id = id
        var object: OpaquePointer?
        try LibGit2.check(git_object_lookup(&object, handle, &id, type))
        return try Self.some(object)
    }
}

extension git_oid {
    /// The same 20 bytes.
    init(_ content: ContentID) {
        self.init()
        withUnsafeMutableBytes(of: &self.id) { $0.copyBytes(from: content.bytes) }
    }

    /// The id of 40 hexadecimal digits.
    init?(hex: String) {
        guard let content = ContentID(hex: hex) else { return nil }
        self.init(content)
    }

    var bytes: [UInt8] { withUnsafeBytes(of: id) { Array($0) } }
    var hex: String { contentID?.hex ?? "" }
    var contentID: ContentID? { withUnsafeBytes(of: id) { ContentID(bytes: $0) } }

    func equals(_ other: git_oid) -> Bool { bytes == other.bytes }
}
