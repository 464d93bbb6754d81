import CGitShim
import Catalog

/// Owns one libgit2 repository handle with its object database; used by one thread at a time.
final class Repository {
    /// Bytes of a commit or a tag that is read.
    static let largestCommit = 1 << 20

    let handle: OpaquePointer
    private let database: ObjectDatabase

    /// Which object stores of a repository are read.
    private enum Stores {
        /// The repository's own. Mirrors have nothing else.
        case own
        /// Those that it borrows from as well.
        case borrowed
    }

    private init(owning handle: OpaquePointer, _ stores: Stores) throws(LibGit2Error) {
        do throws(LibGit2Error) {
            guard let common = git_repository_commondir(handle) else { throw Self.nothing }
            let database = ObjectDatabase()
            try database.open(String(cString: common) + "objects", borrows: stores == .borrowed)
            try LibGit2.check(git_repository_set_odb(handle, database.handle))
            self.database = database
        } catch {
            git_repository_free(handle)
            throw error
        }
        self.handle = handle
    }

    deinit { git_repository_free(handle) }

    /// Opens a mirror, which this program has written.
    convenience init(openingMirror path: String) throws(LibGit2Error) {
        try self.init(owning: try Self.open(path, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue), .own)
    }

    /// Opens the repository at exactly this path, bare or with a work tree, that strangers wrote.
    convenience init(openingForeign path: String) throws(LibGit2Error) {
        try self.init(owning: try Self.open(path, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue), .borrowed)
    }

    /// Opens the repository that a folder lies in, looking upwards.
    convenience init(aroundForeign path: String) throws(LibGit2Error) {
        try self.init(owning: try Self.open(path, 0), .borrowed)
    }

    /// Makes an empty bare repository for a mirror.
    convenience init(creatingMirrorAt path: String) throws(LibGit2Error) {
        try LibGit2.start()
        var options = git_repository_init_options()
        try LibGit2.check(git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION)))
        options.flags =
            GIT_REPOSITORY_INIT_BARE.rawValue | GIT_REPOSITORY_INIT_MKPATH.rawValue
            | GIT_REPOSITORY_INIT_NO_REINIT.rawValue
        var handle: OpaquePointer?
        try LibGit2.check(git_repository_init_ext(&handle, path, &options))
        try self.init(owning: try Self.some(handle), .own)
    }

    private static func open(_ path: String, _ flags: UInt32) throws(LibGit2Error) -> OpaquePointer {
        try LibGit2.start()
        var handle: OpaquePointer?
        try LibGit2.check(git_repository_open_ext(&handle, path, flags, nil))
        return try Self.some(handle)
    }

    private static let nothing = LibGit2Error(code: -1, domain: 0, text: "libgit2 gave nothing")

    static func some(_ pointer: OpaquePointer?) throws(LibGit2Error) -> OpaquePointer {
        guard let pointer else { throw nothing }
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

    /// The first parents of a commit, the nearest first: as many as can be read, up to a number.
    func firstParents(of commit: git_oid, atMost count: Int) -> [git_oid] {
        var parents: [git_oid] = []
        var next = commit
        while parents.count < count, let handle = try? lookup(next, GIT_OBJECT_COMMIT) {
            defer { git_object_free(handle) }
            guard let parent = git_commit_parent_id(handle, 0) else { break }
            next = parent.pointee
            parents.append(next)
        }
        return parents
    }

    /// The commits that a commit follows, and its root tree.
    func parentsAndTree(ofCommit id: git_oid) throws(LibGit2Error) -> (parents: [git_oid], tree: git_oid) {
        let commit = try lookup(id, GIT_OBJECT_COMMIT)
        defer { git_object_free(commit) }
        let parents = (0..<git_commit_parentcount(commit)).compactMap { git_commit_parent_id(commit, $0)?.pointee }
        return (parents, git_commit_tree_id(commit).pointee)
    }

    /// Calls `body` with every reference of the repository and what it points to, `HEAD` first.
    func forEachReference(_ body: (String, git_oid) throws(GitFailure) -> Void) throws {
        if let head = try reference("HEAD") { try body("HEAD", head) }
        var iterator: OpaquePointer?
        try LibGit2.check(git_reference_iterator_new(&iterator, handle))
        defer { git_reference_iterator_free(iterator) }
        var name: UnsafePointer<CChar>?
        while true {
            let code = git_reference_next_name(&name, iterator)
            if code == GIT_ITEROVER.rawValue { return }
            try LibGit2.check(code)
            guard let text = name.map({ String(cString: $0) }), let target = try reference(text) else { continue }
            try body(text, target)
        }
    }

    /// The name of the reference that `HEAD` points to; nil when it points to a commit.
    var symbolicHead: String? {
        var reference: OpaquePointer?
        guard git_reference_lookup(&reference, handle, "HEAD") == 0 else { return nil }
        defer { git_reference_free(reference) }
        return git_reference_symbolic_target(reference).map { String(cString: $0) }
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
        try parentsAndTree(ofCommit: id).tree
    }

    /// Whether `ancestor` is among the parents of `commit`, however far back; false when it cannot be told.
    func isDescendant(_ commit: git_oid, of ancestor: git_oid) -> Bool {
        var (commit, ancestor) = (commit, ancestor)
        return git_graph_descendant_of(handle, &commit, &ancestor) == 1
    }

    func contains(_ id: git_oid) -> Bool {
        var id = id
        return git_odb_exists(database.handle, &id) == 1
    }

    /// As ``contains(_:)``, of what was there when the repository was opened.
    func containsNow(_ id: git_oid) -> Bool {
        var id = id
        return git_odb_exists_ext(database.handle, &id, GIT_ODB_LOOKUP_NO_REFRESH.rawValue) == 1
    }

    /// Size and kind of an object, without reading it.
    func header(_ id: git_oid) throws(LibGit2Error) -> (size: Int, type: git_object_t) {
        var (size, type, id) = (0, GIT_OBJECT_INVALID, id)
        try LibGit2.check(git_odb_read_header(&size, &type, database.handle, &id))
        // A size beyond 63 bits, as only a forged header claims it, comes out negative.
        return (size < 0 ? .max : size, type)
    }

    /// An object's bytes; libgit2 compares them with the id.
    func read(_ id: git_oid) throws(LibGit2Error) -> (bytes: [UInt8], type: git_object_t) {
        try withBytes(of: id) { (Array($0), $1) }
    }

    /// Calls `body` with an object's bytes, which are valid as long as it runs, and its kind.
    func withBytes<T>(
        of id: git_oid, _ body: (UnsafeRawBufferPointer, git_object_t) throws(LibGit2Error) -> T
    ) throws(LibGit2Error) -> T {
        var id = id
        var object: OpaquePointer?
        try LibGit2.check(git_odb_read(&object, database.handle, &id))
        defer { git_odb_object_free(object) }
        let bytes = UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object))
        return try body(bytes, git_odb_object_type(object))
    }

    /// Opens a commit or a tag, whose size is looked at first.
    private func lookup(_ id: git_oid, _ type: git_object_t) throws(LibGit2Error) -> OpaquePointer {
        let header = try header(id)
        guard header.size <= Self.largestCommit else {
            throw LibGit2Error(tooLarge: "the commit \(id.hex)", bytes: header.size, limit: Self.largestCommit)
        }
        var id = id
        var object: OpaquePointer?
        try LibGit2.check(git_object_lookup(&object, handle, &id, type))
        return try Self.some(object)
    }
}
