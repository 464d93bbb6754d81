import HTTPTypes

extension Endpoint {
    /// A status that an operation may answer with: its component of the description, and the codes of refusals with it.
    struct Outcome: Sendable {
        let status: Int
        let component: String
        var codes: [String] = []

        /// What was asked for.
        static func ok(_ component: String) -> Self { Self(status: 200, component: component) }
        /// Done, and nothing to say.
        static let done = Self(status: 204, component: "Done")
        /// A part of a file.
        static let part = Self(status: 206, component: "PartOfIcon")
        /// What the client has is what there is.
        static let unchanged = Self(status: 304, component: "NotModified")
        static func badRequest(_ codes: String...) -> Self { Self(status: 400, component: "BadRequest", codes: codes) }
        static let foreignOrigin = Self(status: 403, component: "ForeignOrigin", codes: ["foreign-origin"])
        static func notFound(_ codes: String...) -> Self { Self(status: 404, component: "NotFound", codes: codes) }
        static let preconditionFailed = Self(
            status: 412, component: "PreconditionFailed", codes: ["precondition-failed"])
        static func tooLarge(_ codes: String...) -> Self { Self(status: 413, component: "TooLarge", codes: codes) }
        static let addressTooLong = Self(status: 414, component: "AddressTooLong", codes: ["address-too-long"])
        static let noSuchPart = Self(status: 416, component: "NoSuchPart")
        static let misdirected = Self(status: 421, component: "Misdirected", codes: ["host-not-allowed"])
        static func unprocessable(_ codes: String...) -> Self {
            Self(status: 422, component: "Unprocessable", codes: codes)
        }
        static let headerTooLong = Self(status: 431, component: "HeaderTooLong", codes: ["header-too-long"])
        static func failed(_ codes: String...) -> Self { Self(status: 500, component: "Failed", codes: codes) }
        static func unavailable(_ component: String, _ codes: String...) -> Self {
            Self(status: 503, component: component, codes: codes)
        }
    }

    /// What any request may be refused for.
    private static let malformed = ["invalid-environment", "too-many-parameters"]

    /// Everything that an operation may answer, by status: its own outcomes, and what every address refuses.
    func outcomes(of operation: Operation) -> [Outcome] {
        var all = operation.outcomes.filter { $0.status != 400 } + [.addressTooLong, .headerTooLong]
        let own = operation.outcomes.first { $0.status == 400 }?.codes ?? []
        all.append(Outcome(status: 400, component: "BadRequest", codes: Self.malformed + own))
        if !takesAnyHost { all.append(.misdirected) }
        if operation.method != .get { all.append(.foreignOrigin) }
        let hasTag = operation.method == .get ? all.contains { $0.status == 304 } : self.operation(.get) != nil
        if hasTag { all.append(.preconditionFailed) }
        return all.sorted { $0.status < $1.status }
    }
}
