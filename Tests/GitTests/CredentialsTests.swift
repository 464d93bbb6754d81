import Foundation
import Git
import Testing

@Suite struct CredentialsTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func load(_ json: String, mode: Int = 0o600) throws -> Credentials {
        try Credentials.load(path: scratch.write("credentials.json", json, mode: mode))
    }

    private static let file = """
        [
          {"prefix": "https://host", "user": "u0", "password": "p0"},
          {"prefix": "https://host/team", "user": "u1", "password": "p1", "ca": "/ca.pem"},
          {"prefix": "https://host/team/repo", "bearer": "token", "proxy": "http://pu:pp@proxy:3128"},
          {"prefix": "https://host:8443/team", "user": "u2", "password": "p2"},
          {"prefix": "ssh://host", "sshKey": "/key0"},
          {"prefix": "git@host:team", "sshKey": "/key1", "knownHosts": "/known"}
        ]
        """

    @Test(
        arguments: [
            ("https://host/other", "u0"), ("https://HOST/team", "u1"), ("https://host/team/x", "u1"),
            ("https://host/teamevil", "u0"), ("https://host:443/team/x", "u1"), ("https://host:8443/team/x", "u2"),
            ("https://host:8443/other", nil), ("https://host.evil/team", nil), ("https://hostevil/", nil),
            ("http://host/team", nil), ("https://host/team.git", "u1"), ("https://host//team/x", "u1"),
            ("https://host/team/../other", nil), ("https://host/team/%2e%2e/other", nil), ("git://host/team", nil),
            ("/host/team", nil),
        ] as [(String, String?)])
    func longestPrefixWins(_ url: String, _ user: String?) throws {
        let match = (try? RemoteURL(parsing: url)).flatMap { url in try? load(Self.file).match(url) }
        #expect(match?.basic?.user.reveal() == user)
    }

    @Test func everyKindIsRead() throws {
        let credentials = try load("{\"credentials\": \(Self.file)}")
        let token = try #require(credentials.match(RemoteURL(parsing: "https://host/team/repo.git")))
        #expect(token.bearer?.reveal() == "token" && token.basic == nil)
        #expect(token.proxy?.host == "proxy" && token.proxy?.port == 3128)
        #expect(token.proxy?.credential?.secret.reveal() == "pp")
        #expect(try credentials.match(RemoteURL(parsing: "https://host/team/x"))?.ca == "/ca.pem")
        let key = try #require(credentials.match(RemoteURL(parsing: "git@host:team/x.git")))
        #expect(key.sshKey == "/key1" && key.knownHosts == "/known")
        #expect(try credentials.match(RemoteURL(parsing: "ssh://git@host/other"))?.sshKey == "/key0")
        #expect(try credentials.match(RemoteURL(parsing: "other@host:team/x.git"))?.sshKey == "/key0")
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o644, 0o620])
    func refusesAFileThatOthersMayRead(_ mode: Int) {
        #expect { try load("[]", mode: mode) } throws: { "\($0)".contains("chmod 600") }
    }

    @Test(arguments: [
        "", "{}", "7", "[7]", "[{}]", #"[{"prefix": 7}]"#, #"[{"prefix": "h"}]"#, #"[{"prefix": "https://u:pw@h"}]"#,
        #"[{"prefix": "https://h", "pasword": "topsecret"}]"#, #"[{"prefix": "https://h", "user": "u"}]"#,
        #"[{"prefix": "https://h", "password": "topsecret"}]"#,
        #"[{"prefix": "https://h", "password": ["topsecret"]}]"#,
        #"[{"prefix": "https://h", "user": "u", "password": "topsecret", "bearer": "topsecret"}]"#,
        #"[{"prefix": "https://h", "ca": "relative"}]"#, #"[{"prefix": "https://h", "proxy": "socks5://h:1"}]"#,
        #"[{"prefix": "https://h", "bearer": ""}]"#, #"[{"prefix": "/local"}]"#, #"[{"bearer": "topsecret"}]"#,
        #"[{"prefix": "https://h", "bearer": "topsecret"}"#,
    ])
    func refusesWhatItCannotUse(_ json: String) {
        #expect { try load(json) } throws: { !"\($0)".contains("topsecret") && "\($0)".contains("credentials.json") }
    }

    @Test func oneEntryThatCannotBeUsedCostsNoOther() throws {
        let path = try scratch.write(
            "credentials.json",
            """
            [
              {"prefix": "https://host", "user": "u0", "password": "p0"},
              {"prefix": "https://host/team", "user": "u1"},
              null,
              {"prefix": "https://other", "bearer": "b"}
            ]
            """, mode: 0o600)
        let credentials = try Credentials.read(path: path)
        #expect(credentials.troubles.map(\.entry) == [2, 3])
        #expect(throws: CredentialsError.self) { try Credentials.load(path: path) }
        let (team, other) = (try RemoteURL(parsing: "https://host/team/x"), try RemoteURL(parsing: "https://other/x"))
        let unknown = try RemoteURL(parsing: "https://third/x")
        // What is meant for the team is unknown, and what is meant for all others is not sent in its place.
        #expect { try credentials.credential(for: team) } throws: { "\($0)".contains("entry 2") }
        #expect(credentials.match(team) == nil && credentials.uncertainty(about: team) == nil)
        #expect(try credentials.credential(for: other)?.bearer?.reveal() == "b")
        #expect(credentials.uncertainty(about: other) == nil)
        #expect(try credentials.credential(for: unknown) == nil)
        #expect(credentials.uncertainty(about: unknown)?.description.contains("entry 3") == true)
    }

    @Test func aPipeIsRefusedAndNotWaitedFor() throws {
        let path = scratch.file("pipe")
        #expect(mkfifo(path, 0o600) == 0)
        #expect { try Credentials.read(path: path) } throws: { "\($0)".contains("no regular file") }
    }

    @Test func refusesAMissingAndAHugeFile() throws {
        #expect(throws: CredentialsError.self) { try Credentials.load(path: scratch.file("none")) }
        #expect(throws: CredentialsError.self) { try Credentials.load(path: scratch.path) }
        #expect(throws: CredentialsError.self) { try load(String(repeating: " ", count: 2 << 20)) }
    }
}
