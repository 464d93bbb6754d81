import HTTPTypes
import HummingbirdCore
import Lanes

/// An address of the API as one value: its path, what its methods do and may answer, and what the description of the API says about
/// it. ``Endpoint/all`` is the list that the router, `Allow`, the names in metrics, the links of the entry, the types and the
/// description are made from.
struct Endpoint: Sendable {
    /// What its answers are made from, which says how long they hold.
    enum Source: Sendable {
        /// Nothing that changes while the process runs.
        case nothing
        /// What is in the catalogs.
        case contents
        /// How the catalogs fare as well.
        case state
    }

    /// Catalogs that must have been fetched, or tried, before a request is answered.
    enum Need: Sendable {
        case nothing
        /// These, by name.
        case catalogs([String])
        /// All that the client sees, and these by name.
        case everyCatalog([String] = [])
    }

    /// What it is called in metrics, whatever its parameters. Addresses that mean the same share one.
    let name: String
    let path: PathPattern
    /// The components that describe the open parts of the path.
    var pathParameters: [String] = []
    /// What the entry calls its link to the address; nil when it has none.
    var link: String?
    var source = Source.contents
    /// Whether an answer says what belongs to an environment, which the client may name.
    var isOfEnvironment = true
    /// Whether it is answered whatever host it is asked by: probes of health ask by the address that they happen to know.
    var takesAnyHost = false
    /// The lane that answers to `GET` are made in.
    var lane: @Sendable (APILanes, ClientRequest) -> Lane = { lanes, _ in lanes.compiling }
    /// What a `GET` waits for.
    var needs: @Sendable (Call) -> Need = { _ in .nothing }
    let operations: [Operation]
    /// The types that clients of Rancher know, of what is told here.
    var types: [SchemaResource] = []
    /// Components of the description that belong here: YAML, by kind, as in `components`.
    var components = ""

    /// The name in metrics of what names no address.
    static let unknown = "unknown"

    /// The methods that it takes, in the order of the `Allow` header.
    var methods: [HTTPRequest.Method] {
        let own = operations.map(\.method)
        return (own.contains(.get) ? [.get, .head] : []) + [.options] + own.filter { $0 != .get }
    }

    /// What a method does; a `HEAD` is a `GET` whose body is left out.
    func operation(_ method: HTTPRequest.Method) -> Operation? {
        operations.first { $0.method == (method == .head ? .get : method) }
    }
}

extension Endpoint {
    /// A request that came to an address.
    struct Call: Sendable {
        let endpoint: Endpoint
        /// The parts of the path that the address leaves open, decoded.
        let parameters: [String]
        let client: ClientRequest

        /// The one part that the address leaves open; empty for an address without one.
        var parameter: String { parameters.first ?? "" }

        /// The request as a part of a cache's key, without its query.
        var cacheKey: [String] { [endpoint.path.text] + parameters }
    }

    /// What a method of an address does, and what is said about it.
    struct Operation: Sendable {
        let method: HTTPRequest.Method
        /// What clients that are made from the description call it.
        let id: String
        let group: Group
        let summary: String
        var description = ""
        /// The components that describe its parameters, beside those of every address.
        var parameters: [String] = []
        /// The component that describes what it takes; nil for nothing.
        var body: String?
        /// What it may answer, beside what every address does.
        var outcomes: [Outcome] = []
        let example: Example
        /// Answers a call, with its body.
        let answer: @Sendable (APIResponder, Call, RequestBody) async throws -> Answer
    }

    /// What an operation is about.
    enum Group: String, Sendable {
        case entry, catalogs, templates, compiling, operating
    }

    /// A request to the service of the starter catalog, and what comes back.
    struct Example: Sendable {
        let target: String
        var body = ""
        var status = 200
    }
}
