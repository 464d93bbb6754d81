import Encodings
import Foundation
import MusterTesting
import Testing

@testable import Git

/// Addresses that lead nowhere.
@Suite("Extremes of addresses")
struct ExtremesTests {
    private static func request(_ url: String) throws -> UpdateRequest {
        UpdateRequest(
            url: try RemoteURL(parsing: url), branch: nil, credential: Credential(), deadlines: Deadlines(),
            limits: GitLimits())
    }

    static let readers = [
        ForeignReader("URLs", ["https://u:p%40@[::1]:65535/a%20b.git", "git@h:~/a", "ssh://h:22/~u/a", "file:///a"]) {
            text in
            let url = try RemoteURL(parsing: text)
            #expect((0...65_535).contains(url.effectivePort))
            _ = HTTPAddress(url).referencesURL
            _ = try SSHCommand(try request(text)).arguments()
        },
        ForeignReader("proxies and branches", ["http://u:p@proxy:3128/", "a#b#c"]) { text in
            _ = RemoteURL.splitBranch(text)
            _ = try ProxyURL(parsing: text)
        },
        ForeignReader("percents", ["a%20b%C3%A9", "%"]) {
            _ = PercentEncoding.decoded($0)
        },
        ForeignReader(
            "redirects",
            ["https://b.example:8443/c/info/refs?service=git-upload-pack", "/info/refs?service=git-upload-pack"]
        ) { text in
            let request = try request("http://a.example/b.git")
            _ = try HTTPAddress(request.url).redirected(to: text, request).packURL
        },
        ForeignReader(
            "credentials", ["[{\"prefix\": \"https://h:1/\", \"user\": \"a\", \"password\": \"b\"}]"],
            bytes: {
                _ = try Credentials.parse($0, named: "c").match(try RemoteURL(parsing: "https://h:1/a"))
            }),
    ]

    @Test("a reader comes back, whatever it is given", arguments: readers)
    func read(reader: ForeignReader) {
        let count = reader.readExtremes(seed: 13)
        print("extremes of \(reader): \(count) inputs, seed 13")
        #expect(count > 200)
    }
}
