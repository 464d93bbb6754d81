/// The command line of `ssh` for one transfer.
struct SSHCommand {
    private let request: UpdateRequest

    init(_ request: UpdateRequest) {
        self.request = request
    }

    /// Everything after the program's name.
    func arguments() throws(GitFailure) -> [String] {
        let url = request.url
        var arguments = ["-F", "none", "-T", "-a", "-x"]
        for (name, value) in try options() { arguments += ["-o", "\(name)=\(value)"] }
        if let port = url.port { arguments += ["-p", String(port)] }
        if let user = url.user { arguments += ["-l", user] }
        return arguments + ["--", url.host, "git-upload-pack \(Self.quoted(url.path))"]
    }

    private func options() throws(GitFailure) -> [(String, String)] {
        let connect = max(1, request.deadlines.connect.components.seconds)
        var options = [
            ("BatchMode", "yes"), ("StrictHostKeyChecking", "yes"), ("ConnectTimeout", String(connect)),
            ("ConnectionAttempts", "1"), ("ClearAllForwardings", "yes"), ("ControlMaster", "no"),
            ("ControlPath", "none"), ("PermitLocalCommand", "no"), ("UpdateHostKeys", "no"), ("LogLevel", "ERROR"),
        ]
        if let file = request.credential.knownHosts {
            options.append(("UserKnownHostsFile", try value(file, "known hosts file")))
            options.append(("GlobalKnownHostsFile", "/dev/null"))
        }
        if let key = request.credential.sshKey {
            options.append(("IdentityFile", try value(key, "ssh key")))
            options.append(("IdentitiesOnly", "yes"))
            options.append(("IdentityAgent", "none"))
        }
        return options
    }

    /// A path as ssh's configuration takes it, in which `%` starts a token and spaces separate.
    private func value(_ path: String, _ what: String) throws(GitFailure) -> String {
        guard !path.contains("\""), !path.contains("\\"), !path.contains("${") else {
            throw GitFailure(.configuration, "the path of the \(what) holds a character that ssh cannot take")
        }
        return "\"\(path.replacing("%", with: "%%"))\""
    }

    /// A text as one word of the remote's shell, as git itself quotes it.
    static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "'\\''").replacing("!", with: "'\\!'") + "'"
    }
}
