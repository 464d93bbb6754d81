import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL

/// Turns answers and errors of HTTP into failures with one plain sentence.
struct HTTPFailure {
    private let request: UpdateRequest
    private let budget: TransferBudget
    private var url: String { request.url.display }

    init(_ request: UpdateRequest, _ budget: TransferBudget) {
        self.request = request
        self.budget = budget
    }

    /// Throws unless the response is what a git server sends.
    func check(_ head: HTTPExchange.Head, type: String, sentLogin: Bool) throws(GitFailure) {
        guard head.status == 200 else { throw failure(status: head.status, sentLogin: sentLogin) }
        let sent = head.headers.first(name: "Content-Type") ?? ""
        guard sent.split(separator: ";").first?.lowercased() == type else {
            throw request.failure(
                .notFound, "\(url) answers, but not as a git server; check that the URL is a repository's own")
        }
    }

    private func failure(status: Int, sentLogin: Bool) -> GitFailure {
        switch status {
        case 401 where sentLogin, 403 where sentLogin:
            request.failure(
                .authenticationFailed,
                "\(url) refuses the login (HTTP \(status)); check user, password or token and what they may read")
        case 401, 403:
            request.failure(
                .authenticationRequired,
                "\(url) asks for a login (HTTP \(status)); give one in the credentials file or in the catalog's URL")
        case 407:
            request.failure(
                .authenticationRequired, "the proxy for \(url) asks for a login; write http://USER:PASSWORD@HOST:PORT")
        case 404, 410:
            request.failure(
                .notFound,
                "there is no repository at \(url) (HTTP \(status)), or it is private; check the path and the login")
        default:
            request.failure(
                .serverError, "\(url) answers with HTTP \(status); look at the server, it will be tried again")
        }
    }

    /// What an error of the client means. Before the head nothing of git has been spoken yet.
    func failure(_ error: any Error, afterHead: Bool) -> GitFailure {
        if Task.isCancelled { return budget.cancelled }
        if let failure = tlsFailure(error) { return failure }
        switch error {
        case let error as HTTPClientError where error == .connectTimeout || error == .tlsHandshakeTimeout:
            return connectExpired()
        case let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout:
            return budget.expired()
        case let error as HTTPClientError where error == .proxyAuthenticationRequired:
            return failure(status: 407, sentLogin: false)
        case let error as HTTPClientError where error == .invalidProxyResponse:
            return request.failure(
                .unreachable,
                "the proxy for \(url) makes no connection to it; check that it allows CONNECT to that port")
        case ChannelError.connectTimeout: return connectExpired()
        default:
            guard !afterHead, !(error is HTTPClientError) else { return budget.endedEarly() }
            let through = request.credential.proxy.map { " through the proxy \($0)" } ?? ""
            return request.failure(
                .unreachable, "no connection to \(url)\(through); check the host's name, its port and the network")
        }
    }

    /// The client counts the TLS handshake as connecting, so a connection of our own shows which of both took too long.
    private func connectExpired() -> GitFailure {
        guard request.credential.proxy == nil, (try? SocketConnector(request.url, budget).connect()) != nil else {
            return budget.connectExpired()
        }
        return request.failure(
            .silent, "\(url) was reached but does not answer; check that a web server with git listens there")
    }

    /// BoringSSL's reason is only to be had as text; an unknown one stays general.
    private func tlsFailure(_ error: any Error) -> GitFailure? {
        if let error = error as? NIOSSLExtraError, error == .failedToValidateHostname {
            return request.failure(
                .certificate, "the certificate of \(url) is for another host; use the name it was made for")
        }
        guard case .handshakeFailed(let reason) = error as? NIOSSLError else { return nil }
        if String(describing: reason).contains("CERTIFICATE_VERIFY_FAILED") {
            return request.failure(
                .certificate,
                "the certificate of \(url) is not signed by a known authority, or has expired; give the authority's "
                    + "PEM file as ca in the credentials file")
        }
        return request.failure(
            .serverError, "no TLS connection to \(url) could be made; check that an https server listens there")
    }
}
