/// `git daemon` on loopback, serving every repository below a folder.
struct GitDaemonServer: Sendable {
    let port: Int
    private let process: ServerProcess

    init(serving folder: String, scratch: Scratch) throws {
        port = try Loopback.freePort()
        process = try ServerProcess(
            "git-daemon",
            ["--listen=127.0.0.1", "--port=\(port)", "--base-path=\(folder)", "--export-all", "--reuseaddr"],
            log: scratch.file("daemon.log"))
        try Loopback.waitUntilReady(port)
    }

    func url(_ name: String) -> String { "git://127.0.0.1:\(port)/\(name)" }
}
