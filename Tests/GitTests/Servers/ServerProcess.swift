import Foundation

/// A server program started for a test and ended with it.
final class ServerProcess: Sendable {
    private let program: ChildProgram

    /// Starts the program; its output goes to `log`.
    init(_ name: String, _ arguments: [String], log: String) throws {
        program = try ChildProgram(name, arguments, output: log, error: log)
    }

    deinit {
        program.terminate()
        program.wait()
    }
}

/// Free ports of the loopback interface, and waiting for a server to listen on one.
enum Loopback {
    struct NotReady: Error {
        let port: Int
    }

    /// A port that nothing listens on now.
    static func freePort() throws -> Int {
        let listener = try listen()
        defer { close(listener.socket) }
        return listener.port
    }

    /// A socket that listens on a port of the system's choice.
    static func listen() throws -> (socket: Int32, port: Int) {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = address(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, size) == 0 && Glibc.listen(socket, 16) == 0 && getsockname(socket, $0, &size) == 0
            }
        }
        guard bound else { throw NotReady(port: 0) }
        return (socket, Int(UInt16(bigEndian: address.sin_port)))
    }

    /// Returns when something accepts connections on the port.
    static func waitUntilReady(_ port: Int) throws {
        let end = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < end {
            let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            defer { close(socket) }
            var address = address(port: port)
            let connected = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
            if connected { return }
            usleep(2000)
        }
        throw NotReady(port: port)
    }

    private static func address(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
