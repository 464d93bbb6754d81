import Bundles
import Catalog
import Compiler
import Diagnostics
import HTTPTypes
import JSON
import Lanes
import Service

/// Why a request is refused: a status, a code for programs, and a sentence for people.
struct APIError: Error, Sendable, Hashable {
    /// The HTTP status.
    let status: HTTPResponse.Status
    /// A stable word for programs.
    let code: String
    /// One sentence; the reference's own where it has one.
    let message: String
    /// What the `Allow` header says; only for a method that the route does not take.
    var allowed: [HTTPRequest.Method] = []
    /// Where in the request the trouble is: a JSON Pointer, or `line 3, column 7` where the body is no JSON.
    var place: String?
    /// What was found in the catalog's files that makes it impossible.
    var diagnostics: [Diagnostic] = []
    /// The seconds after which to ask again; nil where that is no use.
    var retryAfter: Int?

    static let unknownRoute = APIError(status: .notFound, code: "unknown-route", message: "404 page not found")
    static let unknownAction = APIError(
        status: .notFound, code: "unknown-action", message: "The only action here is refresh: ?action=refresh")
    static let unknownVersionAction = APIError(
        status: .notFound, code: "unknown-action",
        message: "The actions of a version are ?action=compile and ?action=validateanswers")
    static let noEnvironment = APIError(
        status: .badRequest, code: "missing-environment", message: "Request is missing environment header")
    static let noSchema = APIError(status: .notFound, code: "not-found", message: "Schema not found")
    static let noCatalog = APIError(status: .notFound, code: "not-found", message: "Catalog not found")
    static let noTemplate = APIError(status: .notFound, code: "not-found", message: "Template not found")
    static let unknownMarker = APIError(
        status: .unprocessableContent, code: "invalid-marker",
        message: "The marker names no entry of this list; it has changed: begin again without one")
    static let invalidEventID = APIError(
        status: .badRequest, code: "invalid-event-id",
        message: "What to go on after must be the id of an event, as this service gave it out")
    static let tooManyListeners = APIError(
        status: .serviceUnavailable, code: "too-many-listeners",
        message: "Too many clients wait for events; try again later", retryAfter: 10)
    static let busy = APIError(
        status: .serviceUnavailable, code: "busy",
        message: "Too much of this kind is being worked on; try again later", retryAfter: LaneFull.retryAfter)
    static let givenUp = APIError(
        status: .serviceUnavailable, code: "given-up",
        message: "The request was given up, as its client left or the service stops", retryAfter: 1)
    static let noVersion = APIError(status: .notFound, code: "not-found", message: "Version not found")
    static let noIcon = APIError(status: .notFound, code: "not-found", message: "Template has no icon")
    static let contentGone = APIError(
        status: .internalServerError, code: "content-unavailable",
        message: "A file of the catalog is not in the store; refresh the catalog")
    static let internalFailure = APIError(
        status: .internalServerError, code: "internal", message: "The request failed; the service's log says why")
    static let emptyBody = APIError(
        status: .badRequest, code: "invalid-json", message: "unexpected end of JSON input")
    static let notJSON = APIError(status: .badRequest, code: "invalid-json", message: "The body is not valid JSON")
    static let notAnObject = APIError(
        status: .badRequest, code: "invalid-json", message: "The body must be a JSON object")

    static func invalidJSON(_ error: JSONSyntaxError) -> APIError {
        APIError(
            status: .badRequest, code: "invalid-json", message: "The body is not valid JSON: \(error.message)",
            place: "line \(error.line), column \(error.column)")
    }

    static func invalidMember(_ pointer: String, _ trouble: String) -> APIError {
        APIError(
            status: .unprocessableContent, code: "invalid-field",
            message: "\(pointer.isEmpty ? "The body" : pointer) \(trouble)", place: pointer)
    }

    static func memberTooLarge(_ pointer: String, _ trouble: String) -> APIError {
        APIError(
            status: .contentTooLarge, code: "field-too-large",
            message: "\(pointer.isEmpty ? "The body" : pointer) \(trouble)", place: pointer)
    }

    static func notAVersionID(_ text: String) -> APIError {
        APIError(
            status: .notFound, code: "not-found",
            message: "\"\(text.prefix(200))\" is no version's id: ids have the form CATALOG:BASE*FOLDER:VERSION")
    }

    static func notCompiled(_ id: TemplateID, _ diagnostics: [Diagnostic]) -> APIError {
        let first = diagnostics.first { $0.severity == .error }
        return APIError(
            status: .unprocessableContent, code: "not-compiled",
            message: "\(id) cannot be compiled: \(first.map { "\($0.location): \($0.message)" } ?? "")",
            diagnostics: diagnostics)
    }

    static func environmentTemplate(_ id: TemplateID, address: String) -> APIError {
        APIError(
            status: .unprocessableContent, code: "environment-template",
            message: "\(id) is an environment template; \(address) resolves it")
    }

    static func notAString(_ field: String) -> APIError {
        APIError(status: .badRequest, code: "invalid-field", message: "Field '\(field)' must be a string")
    }

    static func refreshFailed(_ failures: [RefreshFailure]) -> APIError {
        let list = failures.map { "Catalog refresh failed for \($0.key.name) (\($0.url)): \($0.message)" }
        return APIError(
            status: .internalServerError, code: "refresh-failed", message: "[\(list.joined(separator: " "))]")
    }

    static func configuration(_ error: ConfigurationError) -> APIError {
        APIError(status: .internalServerError, code: "configuration", message: "\(error)")
    }

    static let unknownVersion = APIError(
        status: .init(code: 505, reasonPhrase: "HTTP Version Not Supported"), code: "unknown-http-version",
        message: "This service speaks HTTP/1.0 and HTTP/1.1")
    static let expectationFailed = APIError(
        status: .expectationFailed, code: "unknown-expectation", message: "The only expectation here is 100-continue")
    static let unknownCoding = APIError(
        status: .notImplemented, code: "unknown-transfer-coding", message: "The only transfer coding here is chunked")
    static let preconditionFailed = APIError(
        status: .preconditionFailed, code: "precondition-failed",
        message: "What is there is not what If-Match or If-None-Match says; nothing was done")
    static let requestTimeout = APIError(
        status: .requestTimeout, code: "request-timeout", message: "The request did not come to its end in time")
    static let hostNotAllowed = APIError(
        status: .misdirectedRequest, code: "host-not-allowed", message: "This service is not asked by that Host")
    static let foreignOrigin = APIError(
        status: .forbidden, code: "foreign-origin",
        message: "A page of another site may not change anything here")
    static let ambiguousEnvironment = APIError(
        status: .badRequest, code: "invalid-environment", message: "The request names more than one environment")
    static let undecodableQuery = APIError(
        status: .badRequest, code: "invalid-query", message: "A parameter of the query is not well percent-encoded")

    static func malformedRequest(_ trouble: String) -> APIError {
        APIError(status: .badRequest, code: "malformed-request", message: "This is no HTTP request: \(trouble)")
    }

    static func methodNotAllowed(_ allowed: [HTTPRequest.Method]) -> APIError {
        let list = allowed.map(\.rawValue).joined(separator: ", ")
        return APIError(
            status: .methodNotAllowed, code: "method-not-allowed", message: "This address takes \(list)",
            allowed: allowed)
    }

    static func invalidEventWait(_ limit: Int) -> APIError {
        APIError(
            status: .badRequest, code: "invalid-wait",
            message: "Parameter 'wait' must be a number of seconds from 0 to \(limit)")
    }

    static func bodyTooLarge(_ limit: Int) -> APIError {
        APIError(status: .contentTooLarge, code: "body-too-large", message: "The body is larger than \(limit) bytes")
    }

    static func targetTooLong(_ limit: Int) -> APIError {
        APIError(
            status: .uriTooLong, code: "address-too-long", message: "Path and query are longer than \(limit) bytes")
    }

    static func tooManyParameters(_ limit: Int) -> APIError {
        APIError(
            status: .badRequest, code: "too-many-parameters", message: "The query has more than \(limit) parameters")
    }

    static func headerTooLong(_ name: String, _ limit: Int) -> APIError {
        APIError(
            status: .requestHeaderFieldsTooLarge, code: "header-too-long",
            message: "Header \(name) is longer than \(limit) bytes")
    }

    static func headTooLarge(_ limit: Int) -> APIError {
        APIError(
            status: .requestHeaderFieldsTooLarge, code: "header-too-long",
            message: "All headers together are longer than \(limit) bytes")
    }

    static func environmentTooLong(_ limit: Int) -> APIError {
        APIError(
            status: .badRequest, code: "invalid-environment",
            message: "The environment's id is longer than \(limit) bytes")
    }
}

extension APIError {
    /// The status of each refusal of the service.
    private static let statuses: [ServiceError.Code: HTTPResponse.Status] = [
        .missingField: .badRequest,
        .invalidField: .badRequest,
        .notFound: .notFound,
        .alreadyExists: .unprocessableContent,
    ]

    /// The answer to a refusal of the service.
    init(_ error: ServiceError) {
        self.init(
            status: Self.statuses[error.code] ?? .badRequest, code: error.code.description, message: error.message)
    }

    /// The answer when an id names nothing that could be compiled.
    init(_ failure: LibraryFailure) {
        let isForServer = if case .noneForServer = failure { true } else { false }
        self.init(
            status: isForServer ? .unprocessableContent : .notFound,
            code: isForServer ? "no-version-for-server" : "not-found", message: "\(failure); \(failure.help)")
    }
}
