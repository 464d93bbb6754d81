import Foundation

/// sshd on loopback for the user who runs the tests, with an ed25519 and an RSA user key.
struct SSHServer: Sendable {
    let port: Int
    let user: String
    private let scratch: Scratch
    private let process: ServerProcess

    init(scratch: Scratch) throws {
        self.scratch = scratch
        port = try Loopback.freePort()
        user = try Command.run("id", ["-un"]).trimmingCharacters(in: .whitespacesAndNewlines)
        if getuid() == 0 {
            try FileManager.default.createDirectory(atPath: "/run/sshd", withIntermediateDirectories: true)
        }
        for (name, type) in [("host", "ed25519"), ("other", "ed25519"), ("ed25519", "ed25519"), ("rsa", "rsa")] {
            let size = type == "rsa" ? ["-b", "2048"] : []
            try Command.run("ssh-keygen", ["-q", "-t", type, "-N", "", "-f", scratch.file(name)] + size)
        }
        try scratch.write("authorized_keys", try Self.text(scratch, "ed25519.pub") + Self.text(scratch, "rsa.pub"))
        let configuration = try scratch.write(
            "sshd_config",
            """
            Port \(port)
            ListenAddress 127.0.0.1
            HostKey \(scratch.file("host"))
            PidFile none
            AuthorizedKeysFile \(scratch.file("authorized_keys"))
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password

            """)
        process = try ServerProcess("sshd", ["-D", "-e", "-f", configuration], log: scratch.file("sshd.log"))
        try Loopback.waitUntilReady(port)
    }

    func url(_ path: String) -> String { "ssh://\(user)@127.0.0.1:\(port)\(path)" }

    /// The path of a user's private key.
    func key(_ name: String) -> String { scratch.file(name) }

    /// A known_hosts file with the key of this name: `host` is the server's own.
    func knownHosts(_ name: String) throws -> String {
        let key = try Self.text(scratch, "\(name).pub").split(separator: " ").prefix(2).joined(separator: " ")
        return try scratch.write("known hosts 100% \(name)", "[127.0.0.1]:\(port) \(key)\n")
    }

    private static func text(_ scratch: Scratch, _ name: String) throws -> String {
        try String(contentsOfFile: scratch.file(name), encoding: .utf8)
    }
}
