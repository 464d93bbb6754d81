/// How long a remote may take. Each one ends the transfer when it passes, whatever the server does.
public struct Deadlines: Sendable, Hashable {
    /// For a connection, with its TLS or ssh handshake.
    public var connect: Duration
    /// For silence while something is awaited.
    public var idle: Duration
    /// For the whole transfer.
    public var total: Duration

    /// 10 seconds to connect, 30 of silence and 5 minutes in all, unless given otherwise.
    public init(connect: Duration = .seconds(10), idle: Duration = .seconds(30), total: Duration = .seconds(300)) {
        self.connect = connect
        self.idle = idle
        self.total = total
    }
}

/// The bounds on what is read from a remote, a repository or a folder.
public struct GitLimits: Sendable, Hashable {
    /// Bytes received in one transfer.
    public var transferBytes = 1 << 30
    /// Bytes of one file's content.
    public var contentBytes = 64 << 20
    /// Entries of all trees of one commit, or of one folder.
    public var entries = 2_000_000
    /// Folders within each other.
    public var depth = 32
    /// Bytes of one path.
    public var pathBytes = 4096
    /// Branches and other references that a remote may have.
    public var references = 500_000
    /// Packs in a mirror before it is cloned anew, since each fetch adds one.
    public var packs = 200

    /// The limits as they stand above.
    public init() {}
}
