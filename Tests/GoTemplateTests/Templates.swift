import Diagnostics
import GoTemplate
import Testing

/// A template's text, parsed without functions but Go's own.
func parse(_ text: String, limits: TemplateLimits = .default) -> TextTemplate.ParseResult {
    TextTemplate.parse(SourceText(path: "template", bytes: Array(text.utf8)), limits: limits)
}

/// Parses and runs a template that has no fault in its syntax.
func run(
    _ text: String, _ json: String = "{}", _ options: ExecutionOptions = ExecutionOptions(),
    sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws -> TextTemplate.Output {
    let parsed = parse(text, limits: options.limits)
    #expect(parsed.problems == [], sourceLocation: sourceLocation)
    return try #require(parsed.template, sourceLocation: sourceLocation).execute(TestData.value(json), options)
}

extension TextTemplate.Output {
    var text: String { String(decoding: output, as: UTF8.self) }
}
