import Diagnostics
import GoTemplate
import MusterTesting
import TemplateFunctions
import Testing

/// Every function of the library, Go's own included, called by the engine with values at the edges of what its parameters take.
@Suite("Extremes of the template functions")
struct FunctionExtremesTests {
    private static let seed: UInt64 = 13
    /// The most calls of one function with one number of arguments; of more combinations so many are taken by chance.
    private static let mostCalls = 160

    @Test("every function gives a value or a fault, and keeps the limits, whatever it is called with")
    func functions() throws {
        var calls = ExtremeCalls(seed: Self.seed, most: Self.mostCalls)
        for function in FunctionProfile.rancher16.all { try calls.call(function) }
        print("extremes of \(FunctionProfile.rancher16.all.count) functions: \(calls.count) calls, seed \(Self.seed)")
        #expect(calls.count > 20_000)
        #expect(calls.broken == [])
    }

    @Test("every method of a time gives a value or a fault, however far the time was moved")
    func methods() throws {
        var calls = ExtremeCalls(seed: Self.seed, most: Self.mostCalls)
        let names = [
            "Year", "Month", "Day", "YearDay", "Weekday", "Hour", "Minute", "Second", "Nanosecond", "Unix", "UnixMilli",
            "UnixMicro", "UnixNano", "IsZero", "IsDST", "UTC", "Local", "String",
        ]
        for name in names { try calls.call("{{.a.\(name)}}", [.structure("time.Time")]) }
        try calls.call("{{.a.Format .b}}", [.structure("time.Time"), .string])
        for name in ["Before", "After", "Equal"] {
            try calls.call("{{.a.\(name) .b}}", [.structure("time.Time"), .structure("time.Time")])
        }
        print("extremes of the methods of a time: \(calls.count) calls, seed \(Self.seed)")
        #expect(calls.broken == [])
    }
}

/// Calls of functions with extreme values.
private struct ExtremeCalls {
    private static let limits = TemplateLimits(steps: 100_000, outputBytes: 1 << 18)
    private static let names = ["a", "b", "c", "d", "e", "f"]

    private let most: Int
    private let values: ExtremeValues
    private var random: SeededGenerator
    private(set) var count = 0
    /// The calls that broke a law.
    private(set) var broken: [String] = []

    init(seed: UInt64, most: Int) {
        self.most = most
        random = SeededGenerator(seed: seed)
        values = ExtremeValues()
    }

    /// Calls a function with as many arguments as it takes, with one less, and with more where it takes any number.
    mutating func call(_ function: FunctionDocumentation) throws {
        let types = function.parameters.map(\.type)
        let repeats = function.parameters.last?.repeats ?? false
        for extra in repeats ? -1...2 : -1...0 where types.count + extra >= 0 {
            let all = types + Array(repeating: types.last ?? .any, count: max(0, extra))
            let given = Array(all.prefix(types.count + extra))
            let arguments = Self.names.prefix(given.count).map { " .\($0)" }.joined()
            try call("{{\(function.name)\(arguments)}}", given)
        }
    }

    /// Runs a template with values of these types in `.a`, `.b` and so on.
    mutating func call(_ text: String, _ types: [GoType]) throws {
        let source = SourceText(path: "extremes.tpl", bytes: Array(text.utf8))
        let parsed = TextTemplate.parse(source, library: FunctionProfile.rancher16.library)
        let template = try #require(parsed.template, "\(text)")
        let choices = types.map { values.of($0) }
        let combinations = choices.reduce(1) { min($0 * $1.count, 1 << 40) }
        for number in 0..<min(combinations, most) {
            run(template, source, combinations <= most ? Self.combination(number, of: choices) : chance(choices))
        }
    }

    /// A value that the run may change and empty.
    private static func copied(_ value: Value) -> Value {
        guard case .map(let map) = value else { return value }
        return .map(GoMap(zip(map.keys, map.values).map { (key: $0, value: $1) }, of: map.element))
    }

    private static func combination(_ number: Int, of choices: [[Value]]) -> [Value] {
        var rest = number
        return choices.map { choice in
            defer { rest /= choice.count }
            return choice[rest % choice.count]
        }
    }

    private mutating func chance(_ choices: [[Value]]) -> [Value] {
        choices.map { $0.randomElement(using: &random) ?? .none }
    }

    private mutating func run(_ template: TextTemplate, _ source: SourceText, _ arguments: [Value]) {
        count += 1
        let data = GoMap(zip(Self.names, arguments).map { (Array($0.utf8), Self.copied($1)) })
        let options = ExecutionOptions(limits: Self.limits, surroundings: ExtremeValues.surroundings, mapsSpans: true)
        let output = template.execute(.map(data), options)
        let isWithin = output.output.count <= 2 * FunctionLimits.resultBytes
        let isMapped = output.spans?.runs.last?.end ?? 0 == output.output.count
        let isInside = output.problem.map { $0.start <= $0.end && $0.end <= source.bytes.count } ?? true
        _ = output.problem?.diagnostic(in: source)
        _ = output.problem?.goText("extremes", in: source)
        guard !isWithin || !isMapped || !isInside else { return }
        broken.append(
            "\(String(decoding: source.bytes, as: UTF8.self)) \(arguments.map { GoPrinter.text(of: $0).count })")
    }
}
