/// Everything a server is started with, whichever command line it came from.
struct ServerOptions: Sendable {
    var host: String
    var port: Int
    /// The hosts that clients may ask for; all when there are none.
    var allowedHosts: [String] = []
    var service: ServiceOptions
    var refreshInterval: Duration
    var referenceDefaults: Bool
    /// Whether what is served is linted.
    var lints: Bool

    /// The address that a server listens on unless it is told another one: nobody else's than this machine's own.
    static let standardHost = "127.0.0.1"
}

/// The server could not start.
struct ServerError: Error, CustomStringConvertible {
    /// What is wrong and what to do.
    let description: String

    init(_ description: String) { self.description = description }
}

/// A configured catalog does not load, or does not parse: exit status 1.
struct ValidationFailure: Error, CustomStringConvertible {
    /// What failed.
    let description: String

    init(_ description: String) { self.description = description }
}
