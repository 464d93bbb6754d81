import Lanes

/// The lanes that answers are made in. What is ready, health, readiness and metrics need none.
struct APILanes: Sendable {
    /// For what Rancher's own clients read: nobody is refused.
    var answers = Lane.answers
    /// For going on with answers that are too large to be made whole.
    var large = Lane.largeAnswers
    /// For compiling, and whatever else only Muster's own clients ask for.
    var compiling = Lane.compiling
}

extension ClientRequest {
    /// Whether a list is to be searched, cut or ordered, as no client of Rancher's asks for.
    var asksForPart: Bool {
        ["limit", "marker", "sort", "order", "name_like", "q"].contains { query.contains($0) }
    }

    /// Whom work for the request is for.
    var owner: LaneOwner { LaneOwner(environment: environmentOrGlobal) }
}
