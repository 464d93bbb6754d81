import Lanes

/// The lanes that answers are made in. What is ready, health, readiness and metrics need none.
struct APILanes: Sendable {
    /// For what Rancher's own clients read: nobody is refused.
    var answers = Lane.answers
    /// For going on with answers that are too large to be made whole.
    var large = Lane.largeAnswers
    /// For compiling, and whatever else only Muster's own clients ask for.
    var compiling = Lane.compiling

    /// The lane that the answer to a request is made in.
    func lane(for route: Route, _ client: ClientRequest) -> Lane {
        route.isReadByRancher && !(route == .templates && client.asksForPart) ? answers : compiling
    }
}

extension Route {
    /// Whether Rancher's server, UI, CLI and their like read the route.
    fileprivate var isReadByRancher: Bool {
        switch self {
        case .root, .apiVersion, .schemas, .schema, .catalogs, .catalog, .templates, .template, .templateVersion,
            .document:
            true
        default: false
        }
    }
}

extension ClientRequest {
    /// Whether a list is to be searched, cut or ordered, as no client of Rancher's asks for.
    fileprivate var asksForPart: Bool {
        ["limit", "marker", "sort", "order", "name_like", "q"].contains { query.contains($0) }
    }

    /// Whom work for the request is for.
    var owner: LaneOwner { LaneOwner(environment: environmentOrGlobal) }
}
