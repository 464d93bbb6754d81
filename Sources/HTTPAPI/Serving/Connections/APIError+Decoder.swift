import NIOHTTP1

extension APIError {
    /// The answer to what the decoder does not take.
    init(_ error: HTTPParserError, limits: APILimits) {
        switch error {
        case .headerOverflow: self = .headTooLarge(limits.headerListBytes)
        case .invalidMethod: self = .malformedRequest("the method is unknown")
        case .invalidURL: self = .malformedRequest("the target has characters that no address has")
        case .invalidVersion: self = .unknownVersion
        case .invalidHeaderToken: self = .malformedRequest("a header has characters that no header has")
        case .invalidContentLength, .unexpectedContentLength:
            self = .malformedRequest("the length of the body is not clear")
        case .invalidChunkSize: self = .malformedRequest("a chunk has no size")
        case .invalidEOFState, .closedConnection: self = .malformedRequest("it has no end")
        default: self = .malformedRequest("it cannot be read")
        }
    }
}
