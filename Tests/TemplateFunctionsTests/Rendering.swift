import Diagnostics
import Foundation
import GoTemplate
import TemplateFunctions

/// Runs templates with the functions of Rancher 1.6.
enum Rendering {
    /// A fixed time, the time zones of ``Zones``, and a seeded generator.
    static let surroundings = Surroundings(
        environment: ["TZ": "UTC", "CONFORMANCE_VAR": "from-env"],
        now: Instant(seconds: 1_795_246_244, nanoseconds: 123_456_789), timeZone: Zones.file,
        random: SplitMix(state: 1))

    /// What a template writes, and Go's text of the error that stopped it.
    static func run(
        _ template: String, _ data: Value = .none, in surroundings: Surroundings = surroundings,
        limits: TemplateLimits = .default
    ) -> (output: [UInt8], error: String?) {
        let source = SourceText(path: "template", bytes: Array(template.utf8))
        let parsed = TextTemplate.parse(source, library: FunctionProfile.rancher16.library)
        guard let template = parsed.template else {
            return ([], parsed.problems.first?.goText("template", in: source) ?? "does not parse")
        }
        let run = template.execute(data, ExecutionOptions(limits: limits, surroundings: surroundings))
        return (run.output, run.problem?.goText("template", in: source))
    }

    /// What a template writes as text; an error's text where it stops.
    static func text(_ template: String, _ data: Value = .none, in surroundings: Surroundings = surroundings) -> String
    {
        let (output, error) = run(template, data, in: surroundings)
        return error ?? String(decoding: output, as: UTF8.self)
    }

    /// Calls a function by itself.
    static func call(_ name: String, _ arguments: Value...) -> Result<Value, FunctionFailure> {
        var surroundings = surroundings
        guard let function = FunctionProfile.rancher16.library.functions[name] else {
            return .failure(FunctionFailure("no function \(name)"))
        }
        return Result { () throws(FunctionFailure) in try function.call(arguments, in: &surroundings) }
    }
}
