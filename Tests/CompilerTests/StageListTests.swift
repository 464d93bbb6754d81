import Foundation
import MusterTesting
import Testing

@testable import Compiler

@Suite("The list of stages")
struct StageListTests {
    @Test("ARCHITECTURE.md's table of stages says what the list is")
    func documented() throws {
        let text = try String(
            contentsOf: SharedCorpus.packageRoot.appending(path: "ARCHITECTURE.md"), encoding: .utf8)
        let rows = text.split(separator: "\n").map(String.init)
        let header = try #require(rows.firstIndex { $0.hasPrefix("| stage | what it does |") })
        let table = rows[(header + 2)...].prefix { $0.hasPrefix("|") }
        let expected = Compiler.stages.map { "| \($0.name) | \($0.summary) | `\(Self.output(of: $0))` |" }
        #expect(Array(table) == expected)
    }

    @Test("a compilation stops behind the stage that was asked for")
    func through() {
        let files = folder(["docker-compose.yml": "web: {image: nginx}\n"])
        let outputs = Compiler.stages.map { stage -> [Bool] in
            let compilation = Compiler().compile(files, for: StackContext(stackName: "s"), through: stage)
            return [
                compilation.selected != nil, compilation.answers != nil, compilation.rendered != nil,
                compilation.documents != nil, compilation.stack != nil, !compilation.images.isEmpty,
            ]
        }
        #expect(outputs.map { $0.filter { $0 }.count } == [1, 2, 3, 4, 4, 4, 5, 6])
    }

    private static func output(of stage: any CompilerStage.Type) -> String {
        func name<Stage: CompilerStage>(_: Stage.Type) -> String { "\(Stage.Output.self)" }
        return name(stage).replacing("Array<ImageUse>", with: "[ImageUse]")
    }
}
