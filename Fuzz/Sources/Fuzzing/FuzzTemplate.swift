import Diagnostics
import GoTemplate
import TemplateFunctions

extension FuzzTarget {
    /// Parses any bytes as a template; what parses is run and printed. Laws: findings lie in the text, spans cover the
    /// output, limits are kept, printing gives a template that prints and runs the same.
    static let template = FuzzTarget("template", checkTemplate)
}

private func checkTemplate(_ bytes: [UInt8]) {
    let source = SourceText(path: "fuzz.tpl", bytes: bytes)
    let parsed = TextTemplate.parse(source, library: library, limits: limits)
    for problem in parsed.problems {
        law(problem.start <= problem.end && problem.end <= bytes.count, "a fault outside the text: \(problem)")
        _ = problem.diagnostic(in: source, functions: library.functions.keys)
        _ = problem.goText("fuzz", in: source)
    }
    guard let template = parsed.template else { return law(!parsed.problems.isEmpty, "neither template nor fault") }
    let output = run(template)
    if let problem = output.problem {
        law(problem.end <= bytes.count, "a fault outside the text: \(problem)")
        _ = problem.diagnostic(in: source)
        _ = problem.goText("fuzz", in: source)
    }
    check(output, of: bytes.count)
    let printed = SourceText(path: "printed.tpl", bytes: template.printed)
    guard printed.bytes.count <= limits.sourceBytes else { return }
    guard let again = TextTemplate.parse(printed, library: library, limits: limits).template else {
        return law(false, "what was printed does not parse")
    }
    law(again.printed == printed.bytes, "printing twice gives another text")
    let second = run(again)
    // Faults quote positions and steps count expressions alike, so both runs end alike.
    law(second.output == output.output, "what was printed runs otherwise")
}

private func check(_ output: TextTemplate.Output, of size: Int) {
    law(output.output.count <= 2 * limits.outputBytes, "more output than the limit allows")
    let runs = output.spans?.runs ?? []
    law(runs.last?.end ?? 0 == output.output.count, "spans do not cover the output")
    for run in runs { law(run.origin.end <= size, "a span outside the text") }
    for read in output.record?.reads ?? [] { law(read.span.end <= size, "a read outside the text") }
}

private let limits = TemplateLimits(
    sourceBytes: 1 << 14, nesting: 60, steps: 4000, outputBytes: 1 << 14, callDepth: 200, listDepth: 50)

/// Every function but the one that makes keys, which takes seconds.
private let library = FunctionLibrary(
    FunctionProfile.rancher16.library.functions.values.filter { $0.name != "genPrivateKey" })

private func run(_ template: TextTemplate) -> TextTemplate.Output {
    template.execute(
        data(), ExecutionOptions(limits: limits, surroundings: .none(), mapsSpans: true, recordsBranches: true))
}

private func data() -> Value {
    let values = GoMap(strings: ["A": "a", "NUMBER": "42", "TRUE": "true", "EMPTY": "", "LIST": "a,b,c"])
    let mixed = GoMap()
    mixed["int"] = .int(-3)
    mixed["float"] = .float(2.5)
    mixed["nil"] = Value.none
    mixed["list"] = .list(GoList([.int(1), .string("two"), .none], capacity: 4))
    mixed["map"] = .map(GoMap([(Array("k".utf8), .bool(true))]))
    let stack = GoStructure("template.StackInfo", fields: [("Name", .string("s")), ("Version", .string("1"))])
    let root = GoMap()
    root["Values"] = .map(values)
    root["Stack"] = .structure(stack)
    root["m"] = .map(mixed)
    root["l"] = .list(GoList([.string("x"), .string([0xFF, 0x41])], of: .string))
    root["s"] = .string("text")
    root["i"] = .int(7)
    return .map(root)
}
