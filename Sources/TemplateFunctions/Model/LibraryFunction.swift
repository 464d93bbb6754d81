import GoTemplate

/// One function of a library: what people read about it and what the engine calls, from one declaration, so that the
/// two cannot disagree about its parameters.
struct LibraryFunction: Sendable {
    /// What the function does. It gets arguments that the engine has found to fit the declared parameters.
    typealias Body = @Sendable (_ call: Arguments, _ surroundings: inout Surroundings) throws(FunctionFailure) -> Value

    let documentation: FunctionDocumentation
    let function: TemplateFunction

    /// A function. `output` is the example's output, nil when it differs from run to run.
    init(
        _ name: String, in family: FunctionFamily, _ summary: String,
        takes parameters: [FunctionDocumentation.Parameter] = [], returns result: GoType, notes: [String] = [],
        errors: [String] = [], example: String, gives output: String?, body: @escaping Body
    ) {
        documentation = FunctionDocumentation(
            name: name, family: family, summary: summary, parameters: parameters, result: result, notes: notes,
            errors: errors,
            example: FunctionDocumentation.Example(template: example, outcome: output.map { .prints($0) } ?? .varies))
        function = TemplateFunction(
            name, parameters.map(\.type), variadic: parameters.last?.repeats ?? false, result: result
        ) { values, surroundings throws(FunctionFailure) in
            let value = try body(Arguments(values: values), &surroundings)
            if case .string(let text) = value { try FunctionLimits.check(bytes: text.count) }
            return value
        }
    }
}
