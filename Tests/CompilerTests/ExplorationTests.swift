import Diagnostics
import GoTemplate
import Testing

@testable import Compiler

@Suite("Exploring a version's answers")
struct ExplorationTests {
    /// Explores a version with some questions, each a flow mapping.
    private static func explore(
        _ template: String, _ questions: [String], limits: ExplorationLimits = ExplorationLimits()
    ) -> Exploration {
        let form = ".catalog:\n  version: 1.0.0\n  questions:\n" + questions.map { "  - \($0)\n" }.joined()
        let texts = ["docker-compose.yml.tpl": template, "rancher-compose.yml": form]
        let files = texts.map { ($0, SourceText(path: "web/0/\($0)", bytes: Array($1.utf8))) }
        let folder = VersionFiles(folder: "web/0", files: Dictionary(uniqueKeysWithValues: files))
        var compiler = Compiler()
        compiler.missingAnswers = .note
        return compiler.explore(folder, for: StackContext(stackName: "web"), limits: limits)
    }

    private static func service(_ lines: String) -> String { "web:\n  image: a:1.0.0\n\(lines)" }

    private static let yesNo = ["A", "B", "C", "D"].map { "{variable: \($0), type: boolean, default: 'false'}" }

    @Test("every condition is decided both ways, also those behind others, and in few runs")
    func nested() {
        let text = """
              {{- if eq .Values.A "true"}}
              {{- if eq .Values.B "true"}}
              {{- if eq .Values.C "true"}}
              tty: true
              {{- end}}{{- end}}{{- end}}
              {{- if eq .Values.D "true"}}
              privileged: true
              {{- end}}

            """
        let exploration = Self.explore(Self.service(text), Self.yesNo)
        #expect(exploration.branches == 8)
        #expect(exploration.reachedBranches == 8)
        #expect(exploration.runs <= 8)
        #expect(exploration.isComplete && exploration.unreached.isEmpty && exploration.discoveries.isEmpty)
    }

    @Test("a failure is told with the smallest set of answers that has it")
    func smallest() throws {
        let text = """
              {{- if and (eq .Values.A "true") (eq .Values.B "true")}}
              priviledged: true
              {{- end}}
              {{- if or (eq .Values.C "true") (eq .Values.D "true")}}
              ttty: true
              {{- end}}

            """
        let discoveries = Self.explore(Self.service(text), Self.yesNo).discoveries
        #expect(discoveries.count == 2)
        #expect(discoveries.first?.answers == ["A": "true", "B": "true"])
        #expect(discoveries.first?.diagnostic.location.start?.line == 4)
        #expect(discoveries.last?.answers.count == 1, "either C or D is enough")
    }

    @Test(
        "what an answer can be comes from its question and from what conditions compare it with",
        arguments: [
            ("{variable: A, type: enum, options: [x, y, z], default: x}", "eq .Values.A \"z\"", ["A": "z"]),
            ("{variable: A, type: string, default: x}", "eq .Values.A \"special\"", ["A": "special"]),
            ("{variable: A, type: int, default: 3}", "gt (atoi .Values.A) 7", ["A": "8"]),
            ("{variable: A, type: string, default: x}", "not .Values.A", ["A": ""]),
            ("{variable: A, type: string}", ".Values.A", ["A": "placeholder1"]),
            ("{variable: A, type: string, default: x}", "eq (printf \"%.1s\" .Values.A) \"/\"", ["A": "/"]),
        ])
    func choices(_ question: String, _ condition: String, _ answers: [String: String]) {
        let text = Self.service("  {{- if \(condition)}}\n  ttty: true\n  {{- end}}\n")
        let exploration = Self.explore(text, [question])
        #expect(exploration.discoveries.map(\.answers) == [answers])
        #expect(exploration.reachedBranches == 2)
    }

    @Test("a required answer is not left empty; one that is not required is, and that is told apart")
    func cleared() {
        let text = Self.service("  cpu_shares: ${PORT}\n")
        let required = "{variable: PORT, type: int, required: true, default: 80}"
        #expect(Self.explore(text, [required]).discoveries.isEmpty)
        let optional = Self.explore(text, ["{variable: PORT, type: int, default: 80}"]).discoveries
        #expect(optional.map(\.answers) == [["PORT": ""]])
        #expect(optional.first?.cleared == ["PORT"])
    }

    @Test("all that is only printed changes together, and each failure still has its own answers")
    func together() {
        let names = (0..<20).map { "V\($0)" }
        let environment = names.map { "    \($0): ${\($0)}\n" }.joined()
        let text = Self.service("  cpu_shares: ${P}\n  environment:\n\(environment)  mem_limit: ${M}\n")
        let questions = (names + ["P"]).map { "{variable: \($0), type: string, default: '8'}" }
        let exploration = Self.explore(text, questions + ["{variable: M, type: string, default: 64m}"])
        #expect(exploration.discoveries.allSatisfy { $0.answers.count == 1 })
        #expect(exploration.discoveries.map(\.answers) == [["P": ""], ["M": ""]])
        #expect(exploration.runs < 40)
    }

    @Test("what fails only with an invented answer is not told")
    func invented() {
        let text = Self.service("  {{- if .Values.M}}\n  ports:\n  - ${M}:80\n  {{- end}}\n")
        #expect(Self.explore(text, ["{variable: M, type: string}"]).discoveries.isEmpty)
        let map = Self.service("  {{- if .Values.M}}\n  labels:\n    {{.Values.M}}\n  {{- end}}\n")
        #expect(Self.explore(map, ["{variable: M, type: string}"]).discoveries.isEmpty)
    }

    @Test("answers that stand for required ones are told beside the smallest set")
    func required() {
        let text = Self.service("  {{- if eq .Values.A \"true\"}}\n  ttty: ${KEY}\n  {{- end}}\n")
        let exploration = Self.explore(
            text, [Self.yesNo[0], "{variable: KEY, type: string, required: true}"])
        #expect(exploration.discoveries.map(\.answers) == [["A": "true"]])
        #expect(exploration.discoveries.map(\.allAnswers) == [["A": "true", "KEY": "placeholder2"]])
    }

    @Test("what no answers lead to is told, with the part and the questions that decide")
    func unreached() {
        let text = """
              {{- if .Values.A}}
              tty: true
              {{- else}}
              tty: false
              {{- end}}
              {{- if .Values.NOBODY}}
              privileged: true
              {{- end}}

            """
        let exploration = Self.explore(Self.service(text), Self.yesNo)
        #expect(exploration.reachedBranches == 2)
        #expect(exploration.unreached.map(\.isElse) == [true, false])
        #expect(exploration.unreached.map(\.variables) == [["A"], []])
        #expect(exploration.unreached.map { $0.condition.start?.line } == [3, 8])
    }

    @Test(
        "nothing is called unreached that answers nobody tried might reach",
        arguments: [
            "eq (len .Values.S) 77", "eq (printf \"%s!\" .Values.S) \"abc!\"",
            "and (eq .Values.A \"true\") (eq .Values.B \"true\") (eq .Values.C \"true\") (eq .Values.D \"true\") (eq .Values.E \"true\") (eq .Values.F \"true\") (eq .Values.G \"true\")",
        ])
    func doubtful(_ condition: String) {
        let text = Self.service("  {{- if \(condition)}}\n  {{- if .Values.NOBODY}}\n  tty: true\n  {{- end}}{{end}}\n")
        let questions =
            ["A", "B", "C", "D", "E", "F", "G"].map { "{variable: \($0), type: boolean, default: 'false'}" }
            + ["S", "T"].map { "{variable: \($0), type: string, default: \($0)}" }
        let exploration = Self.explore(text, questions)
        #expect(exploration.unreached.isEmpty && exploration.reachedBranches < exploration.branches)
    }

    @Test("a template that stops in a branch is a failure of the answers that lead there")
    func stopped() {
        let text = Self.service("  {{- if eq .Values.A \"true\"}}\n  tty: {{index .Values.A 99}}\n  {{- end}}\n")
        let discoveries = Self.explore(text, Self.yesNo).discoveries
        #expect(discoveries.map(\.answers) == [["A": "true"]])
        #expect(discoveries.first?.diagnostic.code == .templateCall)
    }

    @Test("each limit ends the work and says so")
    func limits() {
        let many = (0..<12).map { "{variable: V\($0), type: boolean, default: 'false'}" }
        let all = (0..<12).map { "(eq .Values.V\($0) \"true\")" }.joined(separator: " ")
        let text = Self.service("  {{- if and \(all)}}\n  ttty: true\n  {{- end}}\n")
        var limits = ExplorationLimits()
        limits.runs = 5
        let short = Self.explore(text, many, limits: limits)
        #expect(short.runs == 5 && !short.isComplete)
        let pairs = Self.explore(text, many)
        #expect(pairs.runs <= ExplorationLimits().combinations + 2, "12 answers are tried in pairs")

        let broken = (0..<12).map { "  {{- if eq .Values.V\($0) \"true\"}}\n  tt\($0): true\n  {{- end}}\n" }.joined()
        limits = ExplorationLimits()
        limits.discoveries = 3
        let few = Self.explore(Self.service(broken), many, limits: limits)
        #expect(few.discoveries.count == 3 && !few.isComplete)
        limits = ExplorationLimits()
        limits.contexts = 1
        #expect(Self.explore(Self.service(broken), many, limits: limits).discoveries.count == 12)
    }

    @Test("a template that asks for much is not run on and on, whatever decides its conditions")
    func bombs() {
        let many = (0..<2_000).map { "{variable: V\($0), type: boolean, default: 'false'}" }
        let all = (0..<2_000).map { "(eq .Values.V\($0) \"true\")" }.joined(separator: " ")
        let wide = Self.explore(Self.service("  {{- if and \(all)}}\n  ttty: true\n  {{- end}}\n"), many)
        #expect(wide.runs <= ExplorationLimits().combinations + 2)

        let options = (0..<5_000).map { "o\($0)" }.joined(separator: ", ")
        let long = Self.explore(
            Self.service("  {{- if eq .Values.A \"x\"}}\n  tty: true\n  {{- end}}\n"),
            ["{variable: A, type: enum, options: [\(options)]}"])
        #expect(long.runs <= ExplorationLimits().values + 1 && !long.isComplete)

        var limits = ExplorationLimits()
        limits.work = 30_000
        let slow = "{{range $i, $e := until 9000}}{{end}}"
        let text = Self.service(
            Self.yesNo.indices.map {
                "  {{- if eq .Values.\(["A", "B", "C", "D"][$0]) \"true\"}}\n  tty: true\n  {{- end}}\n"
            }.joined() + "# \(slow)\(slow)\n")
        let short = Self.explore(text, Self.yesNo, limits: limits)
        #expect(short.runs < Self.explore(text, Self.yesNo).runs && !short.isComplete)
    }

    @Test("the same version gives the same exploration")
    func deterministic() {
        let text = Self.service(
            "  {{- if or (eq .Values.A \"true\") (eq .Values.B \"true\")}}\n  ttty: ${C}${D}\n  {{- end}}\n")
        let first = Self.explore(text, Self.yesNo)
        for _ in 0..<5 {
            let again = Self.explore(text, Self.yesNo)
            #expect(again.discoveries.map(\.answers) == first.discoveries.map(\.answers))
            #expect(again.runs == first.runs)
        }
    }
}
