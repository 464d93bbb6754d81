public import GoTemplate

/// What a template author has to know about one function.
public struct FunctionDocumentation: Sendable {
    /// A parameter of a function.
    public struct Parameter: Sendable {
        /// What the text calls it.
        public let name: String
        /// Its Go type; the engine refuses arguments that do not fit.
        public let type: GoType
        /// Whether it takes any number of arguments, also none. Only the last parameter can.
        public let repeats: Bool
        /// What it means, where the name does not say it; otherwise empty.
        public let note: String
    }

    /// A template and what comes of it.
    public struct Example: Sendable, Hashable {
        /// What a template's run ends in.
        public enum Outcome: Sendable, Hashable {
            /// This whole output.
            case prints(String)
            /// Another output in every run, as with `now`.
            case varies
            /// An error whose text ends so.
            case stops(String)
        }

        /// The template.
        public let template: String
        /// What comes of it.
        public let outcome: Outcome
    }

    /// The function's name in templates.
    public let name: String
    /// What it is about.
    public let family: FunctionFamily
    /// What it does, in one sentence.
    public let summary: String
    /// What it takes, in order.
    public let parameters: [Parameter]
    /// The Go type of its result.
    public let result: GoType
    /// Further facts about the result and about odd arguments, one sentence each.
    public let notes: [String]
    /// When a call stops the template, and Go's text for it; empty when only arguments of the wrong type do.
    public let errors: [String]
    /// A call, with what comes of it.
    public let example: Example

    /// The call's form: `repeat COUNT TEXT`.
    public var synopsis: String {
        ([name] + parameters.map { $0.repeats ? "[\($0.name.uppercased())...]" : $0.name.uppercased() })
            .joined(separator: " ")
    }
}

extension FunctionDocumentation.Parameter {
    /// Any value, also none.
    static func any(_ name: String, _ note: String = "") -> Self { Self(name, .any, note) }
    /// A Go `string`.
    static func text(_ name: String, _ note: String = "") -> Self { Self(name, .string, note) }
    /// A Go `int`.
    static func int(_ name: String, _ note: String = "") -> Self { Self(name, .int, note) }
    /// A Go `map[string]interface {}`.
    static func dictionary(_ name: String, _ note: String = "") -> Self { Self(name, .map(.any), note) }
    /// Any number of values.
    static func several(_ name: String, _ note: String = "") -> Self {
        Self(name: name, type: .any, repeats: true, note: note)
    }

    init(_ name: String, _ type: GoType, _ note: String = "") {
        self.init(name: name, type: type, repeats: false, note: note)
    }
}
