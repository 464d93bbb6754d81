import GoTemplate

/// What templates of Rancher 1.6 see: `.Values`, `.Stack` and its other name `.Release`, and `.Environment`.
enum TemplateValues {
    /// The names in the dot.
    static let names = ["Environment", "Release", "Stack", "Values"]

    /// The dot of a stack's templates. `version` is that of the raw catalog block, empty when it has none.
    static func dot(values: [String: String], version: String, context: StackContext) -> Value {
        let stack = Value.structure(
            GoStructure(
                "template.StackInfo",
                fields: [
                    ("Version", .string(version)), ("PreviousVersion", .string(context.previousVersion)),
                    ("Name", .string(context.stackName)),
                ]))
        let environment = Value.structure(
            GoStructure("template.EnvironmentInfo", fields: [("Name", .string(context.environmentName))]))
        let root = GoMap()
        root["Values"] = .map(GoMap(strings: values))
        root["Stack"] = stack
        root["Release"] = stack
        root["Environment"] = environment
        return .map(root)
    }
}
