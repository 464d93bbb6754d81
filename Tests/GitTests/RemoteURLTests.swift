import Git
import Testing

@Suite struct RemoteURLTests {
    /// One URL and what is read from it.
    struct Row: Sendable, CustomTestStringConvertible {
        let text: String
        let transport: RemoteURL.Transport
        var user: String?
        var host = ""
        var port: Int?
        let path: String
        var login: [String]?
        var display: String?

        var testDescription: String { text }
    }

    static let rows = [
        Row(text: "/srv/catalog.git", transport: .local, path: "/srv/catalog.git"),
        Row(text: "./catalog", transport: .local, path: "./catalog"),
        Row(text: "catalog/a:b", transport: .local, path: "catalog/a:b"),
        Row(text: "file:///srv/with%20space", transport: .local, path: "/srv/with space"),
        Row(text: "file://localhost/srv", transport: .local, path: "/srv", display: "file:///srv"),
        Row(
            text: "git://Host.example/a.git", transport: .git, host: "host.example", path: "/a.git",
            display: "git://host.example/a.git"),
        Row(text: "git://[::1]:9419/a", transport: .git, host: "::1", port: 9419, path: "/a"),
        Row(text: "HTTPS://h/a", transport: .https, host: "h", path: "/a", display: "https://h/a"),
        Row(text: "http://h:8080/a/b", transport: .http, host: "h", port: 8080, path: "/a/b"),
        Row(
            text: "https://u:p%40w:d@h/a", transport: .https, host: "h", path: "/a", login: ["u", "p@w:d"],
            display: "https://h/a"),
        Row(
            text: "https://token@h/a", transport: .https, host: "h", path: "/a", login: ["token", ""],
            display: "https://h/a"),
        Row(
            text: "https://u:a@b@h/a", transport: .https, host: "h", path: "/a", login: ["u", "a@b"],
            display: "https://h/a"),
        Row(text: "ssh://git@h:2222/~me/a", transport: .ssh, user: "git", host: "h", port: 2222, path: "~me/a"),
        Row(
            text: "ssh://git:pw@h/a", transport: .ssh, user: "git", host: "h", path: "/a", login: ["git", "pw"],
            display: "ssh://git@h/a"),
        Row(
            text: "git@github.com:rancher/a.git", transport: .ssh, user: "git", host: "github.com",
            path: "rancher/a.git"),
        Row(text: "host:a", transport: .ssh, host: "host", path: "a"),
        Row(text: "git@[::1]:a", transport: .ssh, user: "git", host: "::1", path: "a"),
        Row(text: "https://bücher.example/ä", transport: .https, host: "bücher.example", path: "/ä"),
    ]

    @Test(arguments: rows) func reads(_ row: Row) throws {
        let url = try RemoteURL(parsing: row.text)
        #expect(url.transport == row.transport && url.user == row.user && url.host == row.host)
        #expect(url.port == row.port && url.path == row.path)
        #expect(url.credential.map { [$0.user.reveal(), $0.secret.reveal()] } == row.login)
        #expect(url.display == row.display ?? row.text)
        #expect("\(url)" == url.display)
    }

    @Test(arguments: [
        "", "a\nb", "https://h/a\u{0}", "https://h/a%0Ab", "ext::sh -c id", "ext::id", "ftp://h/a", "https://",
        "https:///a",
        "https://h", "https://h/", "https://h:0/a", "https://h:99999/a", "https://h:x/a", "https://-h/a",
        "ssh://-oProxy/a",
        "ssh://-o@h/a", "git@h:-a", "-a", "-oProxyCommand=id:a", "git@h:", "https://h/%zz", "https://h/a?token=secret",
        "https://h/a#b", "https://h x/a", "file://server/a", "ssh://h/~/../-a%0a", "://h/a", "git@h$(id):a",
        "https://u:%zz@h/a",
    ])
    func refuses(_ text: String) {
        #expect { try RemoteURL(parsing: text) } throws: { error in
            !"\(error)".isEmpty && !"\(error)".contains("secret")
        }
    }

    @Test func refusesWhatIsTooLong() {
        #expect(throws: RemoteURLError.self) {
            try RemoteURL(parsing: "/" + String(repeating: "a", count: 5000))
        }
    }

    @Test func secretsAreShownNowhere() throws {
        let url = try RemoteURL(parsing: "https://user:topsecret@h/a")
        var dumped = ""
        dump(url, to: &dumped)
        for text in ["\(url)", String(reflecting: url), dumped, "\(url.credential as Any)"] {
            #expect(!text.contains("topsecret"))
        }
        var credential = Credential()
        credential.basic = url.credential
        credential.bearer = Secret("topsecret")
        dumped = ""
        dump(credential, to: &dumped)
        #expect(!"\(credential)\(String(reflecting: credential))\(dumped)".contains("topsecret"))
    }

    @Test(
        arguments: [
            ("/a#b", "/a", "b"), ("/a", "/a", nil), ("/a#", "/a", nil),
            ("https://h/a#release/1.6", "https://h/a", "release/1.6"),
            ("/a#b#c", "/a#b", "c"),
        ] as [(String, String, String?)])
    func splitsTheBranch(_ text: String, _ url: String, _ branch: String?) {
        let split = RemoteURL.splitBranch(text)
        #expect(split.url == url && split.branch == branch)
    }
}
