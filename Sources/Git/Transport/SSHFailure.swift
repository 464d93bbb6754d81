/// Turns the end of `ssh` into a failure.
///
/// Its exit status says only whether ssh itself failed (255) or the program at the other end, so the kind is read from
/// its words; they are stable across releases and asked for in English. Words that are not known stay general.
enum SSHFailure {
    private static let ownFailure: Int32 = 255

    static func failure(status: Int32, text: String, _ request: UpdateRequest) -> GitFailure {
        let url = request.url.display
        guard status == ownFailure else {
            return request.failure(
                .notFound,
                "\(url): the server refused the repository\(quote(text)); check the path and who may read it")
        }
        for (words, code, sentence) in known where words.contains(where: { text.contains($0) }) {
            return request.failure(code, sentence.replacing("URL", with: url))
        }
        return request.failure(.unreachable, "\(url) cannot be reached over ssh\(quote(text))")
    }

    private static let known: [(words: [String], code: GitFailure.Code, sentence: String)] = [
        (
            ["REMOTE HOST IDENTIFICATION HAS CHANGED", "has changed and you have requested strict checking"],
            .hostKeyChanged,
            "the ssh host key of URL is not the known one: somebody may be in between; if the server has a new key, "
                + "put it into the known_hosts file"
        ),
        (
            ["Host key verification failed", "host key is known for"], .hostKeyUnknown,
            "the ssh host key of URL is not known; put the server's key into the known_hosts file of the credentials"
        ),
        (
            ["Permission denied", "Too many authentication failures", "No such identity"], .authenticationFailed,
            "URL refuses the ssh key; check the user, and that the key in the credentials file may read the repository"
        ),
        (
            ["UNPROTECTED PRIVATE KEY FILE", "bad permissions"], .configuration,
            "ssh does not use the key for URL because others may read its file; run chmod 600 on it"
        ),
        (
            ["during banner exchange", "Connection to"], .silent,
            "URL was reached but its ssh server does not answer; check that an ssh server listens there"
        ),
        (
            ["Could not resolve hostname"], .unreachable, "the host of URL is not known; check its name"
        ),
        (
            ["Connection refused", "No route to host", "Connection timed out", "Network is unreachable"], .unreachable,
            "no connection to URL; check the host, its port and the network"
        ),
    ]

    /// The last line that is not empty, in parentheses.
    private static func quote(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) }
        return line.map { " (\(String($0.prefix(200))))" } ?? ""
    }
}
