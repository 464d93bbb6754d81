import Catalog
import Diagnostics
import MusterTesting
import Testing

@testable import Compiler

@Suite(
    "Exploring the catalogs (shared corpus)", .enabled(if: SharedCorpus.isPresent, "the shared corpus is not here"))
struct ExplorationCorpusTests {
    private static let compiler: Compiler = {
        var compiler = Compiler()
        compiler.missingAnswers = .note
        return compiler
    }()
    private static let context = StackContext(stackName: "mystack")

    private static func isRefused(_ files: VersionFiles, _ answers: [String: String]) -> Bool {
        let compilation = compiler.compile(files, answers: GivenAnswers(answers), for: context)
        let isStopped = compilation.rendered?.dockerCompose == nil
        return isStopped || compilation.referenceError != nil || compilation.stack?.sidekickError != nil
    }

    @Test("each failure is one of the reference with just these answers, and none of them can be left out")
    func failures() throws {
        var branches: [String: (reached: Int, all: Int, runs: Int)] = [:]
        var shown = 0
        for (key, files) in Corpus.folders.sorted(by: { $0.key < $1.key }) where key.contains("templates/") {
            guard files["docker-compose.yml"] ?? files["docker-compose.yml.tpl"] != nil else { continue }
            let form = files["rancher-compose.yml"].map { QuestionForm.read(from: $0) } ?? .empty
            let usual = InventedAnswer.toRequired(form.questions)
            let exploration = Self.compiler.explore(files, for: Self.context)
            #expect(exploration.isComplete, "\(key)")
            let catalog = String(key.prefix { $0 != " " })
            let sum = branches[catalog] ?? (0, 0, 0)
            branches[catalog] = (
                sum.reached + exploration.reachedBranches, sum.all + exploration.branches, sum.runs + exploration.runs
            )
            for discovery in exploration.discoveries where discovery.diagnostic.severity == .error {
                shown += 1
                #expect(Self.isRefused(files, discovery.allAnswers), "\(key): \(discovery.diagnostic.message)")
                for variable in discovery.answers.keys {
                    var fewer = discovery.allAnswers
                    fewer[variable] = usual[variable]
                    let found = Self.compiler.compile(files, answers: GivenAnswers(fewer), for: Self.context)
                        .diagnostics
                    let isStill = found.contains { Trial.Key($0) == Trial.Key(discovery.diagnostic) }
                    #expect(!isStill, "\(key): \(variable) is not needed")
                }
            }
        }
        #expect(shown > 5, "\(shown)")
        let library = try #require(branches["library"])
        #expect(library.reached == library.all, "\(branches)")
        let community = try #require(branches["community"])
        #expect(community.reached * 100 > community.all * 95, "\(branches)")
    }
}
