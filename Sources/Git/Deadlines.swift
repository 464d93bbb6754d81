/// How long a remote may take. Each one ends the transfer when it passes, whatever the server does.
package struct Deadlines: Sendable, Hashable {
    /// For a connection, with its TLS or ssh handshake.
    package var connect: Duration
    /// For silence while something is awaited.
    package var idle: Duration
    /// For the whole transfer.
    package var total: Duration

    /// 10 seconds to connect, 30 of silence and 5 minutes in all, unless given otherwise.
    package init(connect: Duration = .seconds(10), idle: Duration = .seconds(30), total: Duration = .seconds(300)) {
        self.connect = connect
        self.idle = idle
        self.total = total
    }
}
