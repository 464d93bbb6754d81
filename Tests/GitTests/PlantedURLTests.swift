import MusterTesting
import Testing

@testable import Git

/// Passwords in URLs, in their place and out of it.
@Suite struct PlantedURLTests {
    @Test(arguments: PlantedURLs.odd) func isRefusedWithoutBeingQuoted(_ text: String) {
        #expect { try RemoteURL(parsing: text) } throws: { error in
            let message = "\(error)".lowercased()
            return !message.isEmpty
                && ["host/x", PlantedURLs.password, PlantedURLs.user].allSatisfy { !message.contains($0) }
        }
    }

    @Test(arguments: PlantedURLs.legal) func isTakenAndNotShown(_ text: String) throws {
        let url = try RemoteURL(parsing: text)
        #expect(url.credential != nil)
        for shown in ["\(url)", url.display, url.host, url.path, url.user ?? "", String(reflecting: url)] {
            #expect(!shown.contains(PlantedURLs.password))
        }
        #expect(RemoteURL.mayHoldLogin(text) || text.hasPrefix("https://\(PlantedURLs.password)"))
    }

    @Test(arguments: PlantedURLs.legal + PlantedURLs.odd) func isNotHandedToSSH(_ text: String) throws {
        guard let url = try? RemoteURL(parsing: text), url.transport == .ssh else { return }
        let request = UpdateRequest(
            url: url, branch: nil, credential: Credential(), deadlines: Deadlines(), limits: GitLimits())
        let budget = TransferBudget(deadlines: Deadlines(), limitBytes: 1, display: url.display)
        #expect(throws: GitFailure.self) { try SSHChannel(request, budget) }
        let arguments = try SSHCommand(request).arguments()
        #expect(!arguments.contains { $0.contains(PlantedURLs.password) }, "\(arguments)")
    }

    @Test(arguments: [
        "git@host:path.git", "host:path", "user@host:~/x", "git@git:x", "host:/srv/x.git", "git@[::1]:x",
        "host.example:a:b",
        "DOMAIN\\user@host:x", "ssh://git@host:2222/~me/a", "https://host/%40scope/x", "https://host:8443/%40scope/x",
        "https://[::1]:8443/x", "/srv/a@b/x", "/srv/a@2/b:c", "./a@b", "../a@b", "a/b@c", "a:b/../c", "file:///srv/a@b",
        "https://token@host/a:b",
    ])
    func whatIsNoLoginIsTaken(_ text: String) throws {
        #expect(try RemoteURL(parsing: text).credential?.user.reveal() ?? "token" == "token")
    }
}
