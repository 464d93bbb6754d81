import Diagnostics
import Foundation
import Testing

@testable import Git

/// Parts that are not public and whose rules are worth a row each.
@Suite struct InternalTests {
    private static func request(_ url: String, _ credential: Credential = Credential()) throws -> UpdateRequest {
        UpdateRequest(
            url: try RemoteURL(parsing: url), branch: nil, credential: credential, deadlines: Deadlines(),
            limits: GitLimits())
    }

    @Test(arguments: [
        ("/a.git", "'/a.git'"), ("/it's", "'/it'\\''s'"), ("/a!b", "'/a'\\!'b'"), ("/$(id)`x` ;", "'/$(id)`x` ;'"),
    ])
    func sshPathIsOneWord(_ path: String, _ quoted: String) {
        #expect(SSHCommand.quoted(path) == quoted)
    }

    @Test(arguments: ["\u{202E}gnp", "\u{2066}x", "\u{1B}[2J", "a\nb", "\u{9B}1m", "\u{2028}"])
    func whatRemotesSaySteersNothing(_ text: String) {
        let message = GitFailure(.serverError, "the server says: \(text)").message
        #expect(message.contains("\u{FFFD}") && message.printable == message)
    }

    @Test func sshCommandLine() throws {
        var credential = Credential()
        credential.sshKey = "/keys/100%"
        credential.knownHosts = "/known hosts"
        let arguments = try SSHCommand(try Self.request("ssh://git@h:2222/a.git", credential)).arguments()
        #expect(arguments.suffix(6) == ["-p", "2222", "-l", "git", "--", "h", "git-upload-pack '/a.git'"].suffix(6))
        for option in [
            "BatchMode=yes", "StrictHostKeyChecking=yes", "IdentitiesOnly=yes", "IdentityFile=\"/keys/100%%\"",
            "UserKnownHostsFile=\"/known hosts\"",
        ] {
            #expect(arguments.contains(option))
        }
        credential.sshKey = "/a\"b"
        #expect(throws: GitFailure.self) { try SSHCommand(try Self.request("ssh://h/a", credential)).arguments() }
    }

    @Test(arguments: [
        (255, "git@h: Permission denied (publickey).", GitFailure.Code.authenticationFailed),
        (255, "Host key verification failed.", .hostKeyUnknown),
        (255, "@  WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!  @\nHost key verification failed.", .hostKeyChanged),
        (255, "ssh: connect to host h port 22: Connection refused", .unreachable),
        (255, "ssh: Could not resolve hostname h: Name or service not known", .unreachable),
        (255, "Connection timed out during banner exchange", .silent),
        (255, "something new", .unreachable), (128, "fatal: '/a' does not appear to be a git repository", .notFound),
        (1, "ERROR: Repository not found.", .notFound), (127, "", .notFound),
    ])
    func sshWords(_ status: Int32, _ text: String, _ code: GitFailure.Code) throws {
        #expect(SSHFailure.failure(status: status, text: text, try Self.request("ssh://h/a")).code == code)
    }

    @Test func secretsAreRemovedWhenAFailureIsMade() throws {
        var credential = Credential()
        credential.basic = EmbeddedCredential(user: "alice", secret: "topsecret")
        credential.proxy = try ProxyURL(parsing: "http://u:proxysecret@p/")
        let failure = SSHFailure.failure(
            status: 1, text: "alice:topsecret via proxysecret", try Self.request("ssh://h/a", credential))
        #expect(failure.message.contains("alice:••• via •••"))
        var token = Credential()
        token.basic = EmbeddedCredential(user: "a-token", secret: "")
        token.bearer = Secret("bearer-token")
        #expect(token.secrets == ["a-token", "YS10b2tlbjo=", "bearer-token"])
    }

    @Test func theURLsOwnLoginIsNearerThanTheFiles() throws {
        var file = Credential()
        file.basic = EmbeddedCredential(user: "u", secret: "file")
        file.ca = "/ca"
        let own = EmbeddedCredential(user: "v", secret: "own")
        #expect(file.merged(with: own).basic == own && file.merged(with: own).ca == "/ca")
        #expect(file.merged(with: nil).basic == file.basic)
        #expect(file.merged(with: EmbeddedCredential(user: "u", secret: "")).basic == file.basic)
    }

    @Test(arguments: [
        (Duration.seconds(30), "30 seconds"), (.seconds(1), "1 second"), (.milliseconds(250), "0.2 seconds"),
        (.milliseconds(12_340), "12 seconds"), (.milliseconds(1500), "1.5 seconds"),
    ])
    func durations(_ duration: Duration, _ text: String) {
        #expect(duration.sentence == text)
    }

    @Test func turnsAreTakenOneAtATime() async {
        let turn = Turn()
        let inside = Locked<[Int]>([])
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    await turn.take()
                    inside.append(1)
                    let seen = inside.value.count
                    await Task.yield()
                    #expect(inside.value.count == seen)
                    turn.pass()
                }
            }
        }
    }
}
