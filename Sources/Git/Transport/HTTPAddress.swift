import Encodings

/// Where a repository is reached over HTTP, after redirects.
struct HTTPAddress {
    private static let referencesSuffix = "/info/refs?service=git-upload-pack"

    /// The repository's URL without a `/` at its end.
    private let base: String
    private let origin: Origin
    /// Whether this is still the place that the credentials are for.
    let isTrusted: Bool

    private static let plainInPaths = PercentEncoding.PlainBytes("-./_~@+=,")

    private struct Origin: Equatable {
        let isSecure: Bool
        let host: String
        let port: Int
    }

    init(_ url: RemoteURL) {
        var path = url.path
        while path.hasSuffix("/") { path.removeLast() }
        origin = Origin(isSecure: url.transport == .https, host: url.host, port: url.effectivePort)
        base = Self.text(of: origin) + PercentEncoding.encoded(path, leaving: Self.plainInPaths)
        isTrusted = true
    }

    private init(base: String, origin: Origin, isTrusted: Bool) {
        self.base = base
        self.origin = origin
        self.isTrusted = isTrusted
    }

    var referencesURL: String { base + Self.referencesSuffix }
    var packURL: String { base + "/git-upload-pack" }

    /// Follows a `Location`. From TLS it must not lead away from TLS.
    func redirected(to location: String?, _ request: UpdateRequest) throws(GitFailure) -> HTTPAddress {
        let url = request.url.display
        guard let location else {
            throw request.failure(.serverError, "\(url) redirects without saying where to; check the URL")
        }
        let whole = location.hasPrefix("/") && !location.hasPrefix("//") ? Self.text(of: origin) + location : location
        guard whole.hasSuffix(Self.referencesSuffix),
            let target = Self.target(whole.dropLast(Self.referencesSuffix.count)),
            target.transport == .https || target.transport == .http
        else {
            throw request.failure(
                .serverError, "\(url) redirects to a page that is no git repository; check the URL and its login")
        }
        guard target.transport == .https || !origin.isSecure else {
            throw request.failure(
                .serverError, "\(url) redirects from https to http, which would give up its encryption; check the URL")
        }
        let next = HTTPAddress(target)
        // The same host that only insists on TLS is still the same host.
        let isUpgrade =
            next.origin.isSecure && next.origin.host == origin.host && origin.port == 80
            && next.origin.port == 443
        return HTTPAddress(
            base: next.base, origin: next.origin, isTrusted: isTrusted && (next.origin == origin || isUpgrade))
    }

    /// Where a redirect leads, whose path may have an `@` as it is.
    private static func target(_ text: Substring) -> RemoteURL? {
        let path = text.firstRange(of: "://").flatMap { text[$0.upperBound...].firstIndex(of: "/") } ?? text.endIndex
        return try? RemoteURL(parsing: text[..<path] + text[path...].replacing("@", with: "%40") + "/")
    }

    private static func text(of origin: Origin) -> String {
        let host = origin.host.contains(":") ? "[\(origin.host)]" : origin.host
        let isDefault = origin.port == (origin.isSecure ? 443 : 80)
        return (origin.isSecure ? "https://" : "http://") + host + (isDefault ? "" : ":\(origin.port)")
    }
}
