import AsyncHTTPClient
import NIOCore
import NIOSSL

/// How the HTTP client is set up for one remote: trust, proxy and timeouts.
struct HTTPClientSettings {
    private let request: UpdateRequest

    init(_ request: UpdateRequest) {
        self.request = request
    }

    func configuration() throws(GitFailure) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: try tls(), redirectConfiguration: .disallow,
            timeout: .init(connect: Self.amount(request.deadlines.connect)), proxy: proxy(), decompression: .disabled)
        // One attempt: the next refresh is the retry.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        // Long enough for the steps of one transfer, shorter than any server keeps a silent connection.
        configuration.connectionPool.idleTimeout = .seconds(5)
        return configuration
    }

    private func tls() throws(GitFailure) -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        guard let ca = request.credential.ca else { return tls }
        do {
            tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(ca))
        } catch {
            throw GitFailure(
                .configuration,
                "the certificate authority's file \(ca) for \(request.url.display) cannot be read as PEM")
        }
        return tls
    }

    private func proxy() -> HTTPClient.Configuration.Proxy? {
        request.credential.proxy.map { proxy in
            .server(
                host: proxy.host, port: proxy.port,
                authorization: proxy.credential.map {
                    .basic(username: $0.user.reveal(), password: $0.secret.reveal())
                })
        }
    }

    private static func amount(_ duration: Duration) -> TimeAmount {
        .milliseconds(
            max(1, duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000))
    }
}
