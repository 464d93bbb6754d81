import Diagnostics
import Testing

@testable import Compiler

@Suite("Answers and their questions")
struct AnswerTests {
    private static let files = [
        "docker-compose.yml": "web:\n  image: nginx:${TAG}\n",
        "rancher-compose.yml": """
        .catalog:
          version: 1.0.0
          questions:
          - variable: TAG
            type: string
            default: 1.10
          - variable: PORT
            label: The port
            type: int
            min: 1
            max: 100
            required: true
          - variable: MODE
            type: enum
            options: [fast, slow]
            default: fast
          - variable: DEBUG
            type: boolean
            required: true
          - variable: NAME
            type: string
            min_length: 2
            max_length: 4
            valid_chars: abc
            invalid_chars: c
        """,
    ]

    private static func found(_ answers: [String: String]) -> [String] {
        Compiler().compile(files, answers.merging(["PORT": "80", "NAME": "ab"]) { given, _ in given }).diagnostics
            .filter { $0.severity > .note && !$0.code.rawValue.hasPrefix("scalar") }
            .map { "\($0.severity.rawValue) \($0.code): \($0.message)" }
    }

    @Test("defaults fill in, as YAML reads them, and say that they are defaults")
    func defaults() throws {
        let compilation = Compiler().compile(Self.files, ["PORT": "80", "NAME": "ab"])
        let answers = try #require(compilation.answers)
        #expect(answers.values == ["TAG": "1.1", "PORT": "80", "MODE": "fast", "DEBUG": "", "NAME": "ab"])
        #expect(answers.defaulted == ["TAG", "MODE", "DEBUG"])
        #expect(compilation.json.contains("\"image\":\"nginx:1.1\""))
    }

    @Test(
        "what breaks a question is told, as an error only where the form of Rancher 1.6 refuses it",
        arguments: [
            ([:], []),
            (["PORT": ""], ["error answer-missing: \"PORT\" must be answered: The port"]),
            (["PORT": "x"], ["warning answer-invalid: \"PORT\" is \"x\", not an integer"]),
            (["PORT": "0"], ["warning answer-invalid: \"PORT\" is 0, below its minimum of 1"]),
            (["PORT": "101"], ["warning answer-invalid: \"PORT\" is 101, above its maximum of 100"]),
            (["MODE": "quick"], ["warning answer-invalid: \"MODE\" is \"quick\", which is not an option"]),
            (["DEBUG": "yes"], ["warning answer-invalid: \"DEBUG\" is \"yes\", not a truth value"]),
            (["NAME": "a"], ["warning answer-invalid: \"NAME\" has 1 characters, less than 2"]),
            (["NAME": "aaaaa"], ["warning answer-invalid: \"NAME\" has 5 characters, more than 4"]),
            (["NAME": "ad"], ["warning answer-invalid: \"NAME\" has \"d\" in it"]),
            (["NAME": "ac"], ["warning answer-invalid: \"NAME\" has \"c\" in it"]),
            (["PROT": "1"], ["warning answer-unknown: no question asks for \"PROT\""]),
        ] as [([String: String], [String])])
    func complaints(answers: [String: String], expected: [String]) {
        #expect(Self.found(answers) == expected)
    }

    @Test("an unknown answer is told with the nearest question, and still given to the files")
    func unknown() throws {
        let compilation = Compiler().compile(
            [
                "docker-compose.yml": "web: {image: \"${EXTRA}\"}\n",
                "rancher-compose.yml": Self.files["rancher-compose.yml"] ?? "",
            ],
            ["PORT": "1", "NAME": "ab", "EXTRA": "x:1", "MODES": "fast"])
        #expect(compilation.json.contains("\"image\":\"x:1\""))
        let help = compilation.diagnostics.filter { $0.code == .answerUnknown }.compactMap(\.help)
        #expect(help.count == 2)
        #expect(help.last == "did you mean \"MODE\"?")
    }

    @Test("lenient, a missing answer is a warning: the executor behind the form did not look")
    func lenient() {
        let compilation = Compiler(rendering: RenderOptions(isLenient: true)).compile(Self.files)
        #expect(compilation.isAccepted)
        #expect(compilation.diagnostics.contains { $0.code == .answerMissing && $0.severity == .warning })
    }

    @Test("a catalog block that cannot be read refuses the stack")
    func broken() {
        let compilation = Compiler().compile([
            "docker-compose.yml": "web: {image: a}\n", "rancher-compose.yml": ".catalog:\n  version: [1]\n",
        ])
        #expect(compilation.answers == nil)
        #expect(!compilation.isAccepted)
        #expect(compilation.diagnostics.first?.location.description == "templates/web/1/rancher-compose.yml:2:12")
    }
}
