/// What git's smart protocol is asked for.
enum SmartService {
    /// The list of references.
    case references
    /// A pack of objects.
    case pack
}

/// A connection that carries git's smart protocol. Used by one thread; every call may block until its deadline.
protocol SmartChannel: AnyObject {
    /// Whether every request is a round trip of its own, as over HTTP.
    var isStateless: Bool { get }
    /// Starts a request. A lasting connection is made at the first one and kept.
    func begin(_ service: SmartService) throws(GitFailure)
    /// Fills some of the buffer; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(GitFailure) -> Int
    /// Sends everything.
    func write(_ bytes: UnsafeRawBufferPointer) throws(GitFailure)
    /// Ends the connection; may be called more than once.
    func close()
}
