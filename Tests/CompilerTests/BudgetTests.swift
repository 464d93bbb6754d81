import Budget
import Catalog
import Diagnostics
import GoTemplate
import MusterTesting
import Testing

@testable import Compiler

@Suite("What compiling may take")
struct BudgetTests {
    private static let files = [
        "docker-compose.yml.tpl": """
        {{range until 90000}}{{range until 2}}{{end}}{{end}}
        web:
          image: a:1.0.0
        """,
        "rancher-compose.yml": "web:\n  scale: 2\n",
    ]

    /// A budget that ends after some looks.
    private static func budget(after looks: Int, _ stop: WorkStop = .outOfTime(seconds: 5)) -> WorkBudget {
        let countdown = Countdown(from: looks)
        return WorkBudget { countdown.isOver ? stop : nil }
    }

    @Test(
        "a compilation that takes too long is given up with a finding that says so, strict or lenient",
        arguments: [true, false])
    func time(isLenient: Bool) throws {
        let compiler = Compiler(rendering: RenderOptions(isLenient: isLenient), budget: Self.budget(after: 50))
        let compilation = compiler.compile(Self.files)
        #expect(!compilation.isAccepted)
        #expect(compilation.rendered?.dockerCompose == nil, "what was written by then is nothing to deploy")
        let found = try #require(compilation.diagnostics.first)
        #expect(found.code == .workTime && found.severity == .error && found.notes.isEmpty)
        #expect(found.message == "running the template takes longer than 5 seconds, and was given up")
        #expect(found.location.path == "templates/web/1/docker-compose.yml.tpl")
    }

    @Test("a template that moves too much is stopped in the same way, and lenient it is cut off there")
    func bytes() {
        let text =
            "web:\n  image: a:1.0.0\n{{$a := repeat 40000 \"a\"}}{{range until 1000}}{{$b := upper $a}}{{end}}\n"
        let limits = TemplateLimits(movedBytes: 1 << 20)
        let strict = Compiler(rendering: RenderOptions(limits: limits)).compile(["docker-compose.yml.tpl": text])
        #expect(strict.diagnostics.map(\.code) == [.workBytes])
        #expect(strict.diagnostics.first?.location.start?.line == 3)
        let lenient = Compiler(rendering: RenderOptions(isLenient: true, limits: limits))
            .compile(["docker-compose.yml.tpl": text])
        #expect(lenient.isAccepted && lenient.rendered?.dockerCompose?.isPartial == true)
    }

    @Test("the stages that follow end too, and say so once a file", arguments: 1...40)
    func stages(looks: Int) {
        let service = "environment: [\((0..<1_000).map { "A\($0)=1" }.joined(separator: ", "))]"
        let texts = ["docker-compose.yml": "web: {image: a, \(service)}\n", "rancher-compose.yml": "web: {scale: 2}\n"]
        let compilation = Compiler(budget: Self.budget(after: looks, .cancelled)).compile(texts)
        #expect(Set(compilation.diagnostics.map(\.code)).isSubset(of: [.workCancelled]))
        #expect(compilation.diagnostics.count <= 2)
        #expect(compilation.isAccepted == compilation.diagnostics.isEmpty)
    }

    @Test("a budget of a task ends when the task is cancelled, and when its seconds are over")
    func tasks() async {
        #expect(WorkBudget.ofTask().stop == nil)
        #expect(WorkBudget.ofTask(seconds: 1_000).stop == nil)
        #expect(WorkBudget.ofTask(seconds: 0).stop == .outOfTime(seconds: 0))
        let task = Task { () -> WorkStop? in
            while !Task.isCancelled { await Task.yield() }
            return WorkBudget.ofTask(seconds: 1_000).stop
        }
        task.cancel()
        #expect(await task.value == .cancelled)
    }

    @Test("cancelling reaches a template's innermost loop")
    func cancelled() async {
        let text = "{{define \"t\"}}{{range until 90000}}{{end}}{{template \"t\"}}{{end}}{{template \"t\"}}"
        let task = Task { () -> Compilation in
            while !Task.isCancelled { await Task.yield() }
            var compiler = Compiler(budget: .ofTask())
            compiler.rendering.limits = TemplateLimits(steps: .max, movedBytes: .max, callDepth: .max)
            return compiler.compile(["docker-compose.yml.tpl": text])
        }
        task.cancel()
        #expect(await task.value.diagnostics.map(\.code) == [.workCancelled])
    }

    @Test("exploring ends with its budget, and says that it is not whole")
    func exploring() {
        let questions = (0..<8).map { "  - {variable: V\($0), type: boolean, default: 'false'}\n" }.joined()
        let conditions = (0..<8).map { "  {{- if eq .Values.V\($0) \"true\"}}\n  tty: true\n  {{- end}}\n" }.joined()
        let texts = [
            "docker-compose.yml.tpl": "web:\n  image: a:1.0.0\n\(conditions)",
            "rancher-compose.yml": ".catalog:\n  version: 1.0.0\n  questions:\n\(questions)",
        ]
        let context = StackContext(stackName: "web")
        let whole = Compiler().explore(folder(texts), for: context)
        #expect(whole.isComplete)
        for looks in [0, 10, 60] {
            let cut = Compiler(budget: Self.budget(after: looks)).explore(folder(texts), for: context)
            #expect(!cut.isComplete && cut.runs < whole.runs)
            #expect(cut.discoveries.isEmpty, "what was given up is no failure of the template's")
        }
    }

    @Test("many findings of one kind in one file are counted")
    func findings() {
        let reads = (0..<900).map { "{{.Values.X\($0)}}" }.joined()
        let found = Compiler().compile(["docker-compose.yml.tpl": "web:\n  image: a\n# \(reads)\n"]).diagnostics
        #expect(found.count == CappedDiagnostics.mostOfAKind + 1)
        #expect(found.last?.message == "800 more of these are left out")
    }

    @Test("answers are checked in time, however long they and what they may have are")
    func longAnswers() {
        let long = String(repeating: "a", count: 20_000)
        let text =
            ".catalog:\n  version: 1.0.0\n  questions:\n  - {variable: A, valid_chars: '\(long)b', default: '\(String(repeating: "b", count: 20_000))'}\n"
        #expect(Compiler().compile(["rancher-compose.yml": text, "docker-compose.yml": "a: {image: x}\n"]).isAccepted)
        let answers = Dictionary(uniqueKeysWithValues: (0..<2_000).map { ("UNKNOWN_ANSWER_\($0)", "x") })
        let found = Compiler().compile(["docker-compose.yml": "a: {image: x}\n"], answers).diagnostics
        #expect(found.count == CappedDiagnostics.mostOfAKind + 1)
    }
}
