/// A function that templates may call: what it takes, what Go calls its result, and what it does.
///
/// The engine checks the number and the types of the arguments before the body runs, with Go's rules and texts, so a
/// body finds exactly what it declares: a `.string` parameter is always ``Value/string(_:)``, an `.int` parameter an
/// integer, an `.any` parameter anything (also ``Value/none``), a `.map` parameter a map or ``Value/none`` (a nil map).
public struct TemplateFunction: Sendable {
    /// What the function does with its arguments; `surroundings` is all it may see of the world.
    public typealias Body =
        @Sendable (_ arguments: [Value], _ surroundings: inout Surroundings) throws(FunctionFailure) -> Value

    /// The name in templates.
    public let name: String
    /// The types of the parameters; the last one repeats, also zero times, when ``isVariadic`` is true.
    public let parameters: [GoType]
    /// Whether the last parameter repeats.
    public let isVariadic: Bool
    /// The declared type of the result: `.any` results are looked into like Go's interface values.
    public let result: GoType
    let body: Body

    /// A function.
    public init(
        _ name: String, _ parameters: [GoType], variadic: Bool = false, result: GoType, body: @escaping Body
    ) {
        self.name = name
        self.parameters = parameters
        isVariadic = variadic
        self.result = result
        self.body = body
    }

    /// Calls the function with arguments that fit ``parameters``.
    public func call(
        _ arguments: [Value], in surroundings: inout Surroundings
    ) throws(FunctionFailure) -> Value {
        try body(arguments, &surroundings)
    }
}

/// A function did not give a result: Go's text of the error it returned or panicked with.
public struct FunctionFailure: Error, Sendable, Hashable {
    /// The text as Go prints it after `error calling NAME: `.
    public let message: String

    /// A failure with this text.
    public init(_ message: String) { self.message = message }
}

/// The functions of one profile, by name.
public struct FunctionLibrary: Sendable {
    /// Every function, by name.
    public let functions: [String: TemplateFunction]

    /// A library of these functions; of two with one name the later one stays.
    public init(_ functions: [TemplateFunction] = []) {
        self.functions = Dictionary(functions.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    }

    /// The functions of both; those of `other` win.
    public func adding(_ other: FunctionLibrary) -> FunctionLibrary {
        FunctionLibrary(Array(functions.values) + Array(other.functions.values))
    }
}
