/// How the API is served.
package struct APIConfiguration: Sendable, Hashable {
    /// The address to listen on.
    package var host: String
    /// The port to listen on; 0 for any free one.
    package var port: Int
    /// Whether the default version is the reference's, also when it does not suit the asking server.
    package var referenceDefaults: Bool
    /// Whether what is served is linted.
    package var lints = true
    /// The version of the program, as reports name it.
    package var release = "0.0.0"
    /// The hosts that clients may ask for, with their port or without; all when there are none.
    package var allowedHosts: [String] = []
    /// Bounds on what clients send and on what is remembered for them.
    package var limits = APILimits()

    /// A configuration with the usual limits.
    package init(host: String, port: Int, referenceDefaults: Bool) {
        self.host = host
        self.port = port
        self.referenceDefaults = referenceDefaults
    }
}

/// Bounds on what clients send and on what is remembered for them.
package struct APILimits: Sendable, Hashable {
    /// Bytes of a request's body (413).
    package var bodyBytes = 1 << 20
    /// Bytes of a request's path and query (414).
    package var targetBytes = 8 << 10
    /// Parameters of a query (400).
    package var queryParameters = 64
    /// Bytes of one header that the service reads: the environment and those that links are built from (431).
    package var headerBytes = 4 << 10
    /// Bytes of all headers of a request together (431; the connection is closed).
    package var headerListBytes = 16 << 10
    /// Headers of a request (400; the connection is closed).
    package var headers = 100
    /// Bytes of the address that links start with (431): an answer may have it many thousand times.
    package var linkBaseBytes = 512
    /// Seconds in which the line and the headers of a request must have come (408).
    package var headSeconds = 30
    /// Seconds in which a whole request must have come (408).
    package var requestSeconds = 120
    /// Seconds in which a client must take some more of an answer; the connection is closed.
    package var unreadSeconds = 60
    /// Seconds that a connection stays open without a request.
    package var idleSeconds = 600
    /// Bytes that are read from a connection at once.
    package var readBytes = 8 << 10
    /// Connections at a time. Those that are idle make room for new ones; when none is, new ones are refused (503).
    package var connections = 8_192
    /// New connections that wait until they are looked at. What comes beyond them is tried again by the clients' systems only
    /// after one second, then three.
    package var newConnections = 4_096
    /// Bytes of answers that clients do not take, of all connections together. When there are more, connections are closed,
    /// those first whose clients have not read for longest.
    package var untakenBytes = 48 << 20
    /// Bytes of requests that have not come to their end, of all connections together. When there are more, connections are
    /// closed, those first whose clients have not sent for longest.
    package var unfinishedBytes = 16 << 20
    /// Bytes of large requests that are being answered, of all connections together (503).
    package var wholeRequestBytes = 16 << 20
    /// Bytes of an environment's id (400).
    package var environmentBytes = 255
    /// Answers of one stack (413).
    package var answers = 1_000
    /// Bytes of one answer (413).
    package var answerBytes = 64 << 10
    /// Bytes of a name, a version or an id in a body (413).
    package var contextBytes = 1_024
    /// Stacks of one request for upgrade plans (413).
    package var plannedStacks = 100
    /// Bytes of the differences that the plans of one answer show together, the same share of them for each.
    package var differenceBytes = 4 << 20
    /// Bytes of a version's files together up to which its answer is made whole, kept and compressed; larger ones are
    /// streamed from the store each time.
    package var wholeFileBytes = 2 << 20
    /// Bytes of a list up to which it is made whole, kept and compressed; larger ones are made anew each time, some elements
    /// at a time.
    package var wholeListBytes = 8 << 20
    /// Bytes of all bodies in the cache.
    package var cacheBytes = 24 << 20
    /// Bodies in the cache.
    package var cacheEntries = 8_192
    /// Clients that wait for events at a time (503).
    package var eventListeners = 4_096
    /// Events that are written at once.
    package var eventsOfPage = 256
    /// Seconds that a client waits for events when it does not say.
    package var usualEventWait = 30
    /// The most seconds that a client may wait for events (400).
    package var longestEventWait = 60
    /// Seconds from one sign of life in an event stream to the next.
    package var eventHeartbeat = 15
    /// Seconds that one compilation, plan or environment may take (422, or a finding in its place).
    package var compileSeconds = 5
    /// Seconds that all compilations for one list of bundles or environments may take (findings in their places).
    package var listSeconds = 60
    /// Seconds that a request waits for a catalog that is fetched for the first time (503).
    package var firstPassWait = 30
    /// Answers that are made again for a new publication before anybody asks.
    package var preparedAnswers = 256

    /// The limits as they stand above: far beyond any real client.
    package init() {}
}
