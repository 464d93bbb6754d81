import Budget
import Compose
import Diagnostics
import GoTemplate

/// One compilation of an exploration: the answers, and what is remembered of the outcome.
struct Trial: Sendable {
    /// What a finding is known by: not by its words nor its length, which may depend on an answer.
    struct Key: Hashable, Sendable {
        let code: DiagnosticCode
        let path: String
        let offset: Int?

        init(_ diagnostic: Diagnostic) {
            code = diagnostic.code
            path = diagnostic.location.path
            offset = diagnostic.location.start?.offset
        }
    }

    /// The answers beside the defaults.
    let answers: [String: String]
    /// The ways that conditions went: twice a branch's place in the list, and one more where its first part was written.
    let ways: Set<Int>
    /// The variables that templates read, or that the rendered texts name.
    let uses: Set<String>
    /// The errors and warnings, but for those about the answers themselves, and about time, which is not the template's.
    let findings: [Diagnostic]
    /// What those are known by.
    let keys: Set<Key>
    /// What the run took, as ``ExplorationLimits/work`` counts it.
    let work: Int

    init(_ compilation: Compilation, answers: [String: String], places: [BranchPlace: Int]) {
        self.answers = answers
        var ways: Set<Int> = []
        var uses: Set<String> = []
        var work = 0
        for (path, record) in compilation.rendered?.records ?? [:] {
            work += record.steps + record.movedBytes / 4
            for branch in record.branches {
                guard let place = places[BranchPlace(path: path, span: branch.span)] else { continue }
                ways.insert(2 * place + (branch.isTaken ? 1 : 0))
            }
            for read in record.reads where read.path.count == 2 && read.path[0] == "Values" {
                uses.insert(read.path[1])
            }
        }
        for text in [compilation.rendered?.dockerCompose, compilation.rendered?.rancherCompose] {
            guard let text else { continue }
            work += text.text.bytes.count - (text.isUnchanged ? 0 : text.text.bytes.count / 4)
            uses.formUnion(InterpolatedNames.of(text.text.bytes))
        }
        self.work = work
        self.ways = ways
        self.uses = uses
        findings = compilation.diagnostics.filter { $0.severity != .note && !Self.areAboutAnswers.contains($0.code) }
        keys = Set(findings.map(Key.init))
    }

    private static let areAboutAnswers: Set<DiagnosticCode> = [
        .answerMissing, .answerInvalid, .answerUnknown, .workTime, .workCancelled,
    ]
}

/// Where a branch stands.
struct BranchPlace: Hashable, Sendable {
    let path: String
    let span: SourceSpan
}
