import Compiler
public import Catalog
public import Diagnostics

/// What it takes to bring a stack from the version it runs to another.
public struct UpgradePlan: Sendable {
    /// What can be done.
    public enum Verdict: String, Sendable, Hashable, CaseIterable {
        /// Nothing needs to be done.
        case none
        /// It can be done without a person.
        case automatic
        /// Somebody must answer questions first.
        case needsAnswers = "needs-answers"
        /// It cannot be done.
        case blocked
    }

    /// Something that the verdict rests on, or that somebody should know.
    public struct Reason: Sendable, Hashable {
        /// A stable name: `unanswered`, `outside-window`.
        public let code: String
        /// One sentence without a full stop.
        public let text: String
    }

    /// A version on the way.
    public struct Step: Sendable, Hashable {
        /// Its id.
        public let id: TemplateID
        /// Its version's text.
        public let version: String
        /// The digest of its bundle; nil when it could not be made.
        public let digest: String?
    }

    /// What runs.
    public let from: Step
    /// What shall run; nil when there is no such version.
    public let to: Step?
    /// The versions to run one after another, the last is ``to``; empty when there is no way, or none is needed.
    public let steps: [Step]
    /// What becomes of the answers.
    public let answers: AnswerChanges
    /// What becomes of the services and their images.
    public let services: ServiceChanges
    /// Unified differences of the files that change, by path.
    public private(set) var files: [String: String]
    /// What can be done.
    public let verdict: Verdict
    /// Why, the weightiest first.
    public private(set) var reasons: [Reason]
    /// What compiling the versions on the way found.
    public let diagnostics: [Diagnostic]

    /// The plan with as many of the differences, in the order of their paths, as have so many bytes together; a reason says how
    /// many are left out.
    public func keepingDifferences(of limit: Int) -> UpgradePlan {
        var (plan, bytes) = (self, 0)
        for (path, difference) in files.sorted(by: { $0.key < $1.key }) {
            bytes += difference.utf8.count
            if bytes > limit { plan.files[path] = nil }
        }
        let missing = files.count - plan.files.count
        if missing > 0 {
            let text =
                "the differences of \(missing.counting("file")) are left out, for there are \(bytes) bytes of them"
            plan.reasons.append(Reason(code: "differences-left-out", text: text))
        }
        return plan
    }
}

/// What an upgrade does to a stack's answers. All by variable, in alphabetical order.
public struct AnswerChanges: Sendable, Hashable {
    /// A question that is new.
    public struct Added: Sendable, Hashable {
        /// The variable.
        public let variable: String
        /// The value that it gets by default; nil when it has none, or when that is secret.
        public let defaultAnswer: String?
        /// Whether somebody must answer it.
        public let mustBeAnswered: Bool
    }

    /// A value that is one thing in the version that runs, and another in the one that shall run.
    public struct Changed: Sendable, Hashable {
        /// The variable.
        public let variable: String
        /// What it was.
        public let from: String
        /// What it is.
        public let to: String
    }

    /// Asked before and after.
    public var kept: [String] = []
    /// Asked only after.
    public var added: [Added] = []
    /// Asked only before; an answer that was given is left out.
    public var dropped: [String] = []
    /// Asked in both with another type.
    public var retyped: [Changed] = []
    /// Not answered, so that another default gives another value.
    public var defaults: [Changed] = []
}

/// What an upgrade does to a stack's services.
public struct ServiceChanges: Sendable, Hashable {
    /// A service of which something changes.
    public struct Changed: Sendable, Hashable {
        /// The service.
        public let name: String
        /// The options that change, in alphabetical order.
        public let options: [String]
    }

    /// A service's image before and after; nil where there is none.
    public struct Image: Sendable, Hashable {
        /// The service.
        public let service: String
        /// The image before.
        public let from: String?
        /// The image after.
        public let to: String?
    }

    /// Services that are new.
    public var added: [String] = []
    /// Services that are gone. Rancher lets their containers run until somebody removes them.
    public var removed: [String] = []
    /// Services of which something changes.
    public var changed: [Changed] = []
    /// Images that change, come or go, ordered by service.
    public var images: [Image] = []
}
