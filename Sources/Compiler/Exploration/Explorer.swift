import Budget
import Catalog
import Diagnostics
import GoTemplate

/// One exploration on its way.
///
/// It starts from the usual answers. From every set of answers that showed a new part of a template, the combinations are tried
/// of what decides the conditions seen there, and then the variables that are only printed, all of them at once.
struct Explorer {
    private let version: PreparedVersion
    private let limits: ExplorationLimits
    private let usual: [String: String]
    private let conditions: [TemplateCondition]
    private let places: [BranchPlace: Int]
    private let choices: [String: AnswerChoices]
    /// The variables that decide conditions.
    private let deciding: Set<String>

    private var trials: [[String: String]: Trial] = [:]
    /// The sets of answers that showed something new.
    private var contexts: [[String: String]] = []
    private var ways: Set<Int> = []
    private var work = 0
    private var combined: Set<Int> = []
    /// The conditions of which not all combinations were tried.
    private var cutShort: Set<Int> = []
    private var printed: Set<String> = []
    private var known: Set<Trial.Key> = []
    private var dismissed: [Trial.Key: Int] = [:]
    private var result = Exploration()

    /// An invented value that made a failure and then did not is looked into so often.
    private static let dismissals = 3

    init(_ version: PreparedVersion, from usual: [String: String], limits: ExplorationLimits) {
        self.version = version
        self.limits = limits
        self.usual = usual
        conditions = TemplateCondition.all(in: version)
        places = Dictionary(conditions.enumerated().map { ($1.place, $0) }) { first, _ in first }
        let compared = TemplateCondition.compared(in: conditions)
        choices = Dictionary(
            version.form.questions.enumerated().map { place, question in
                let name = question.variable
                let choices = AnswerChoices(
                    question, usual: usual[name], compared: compared[name] ?? [],
                    invented: InventedAnswer.to(question, place: place), limit: limits.values)
                return (name, choices)
            }
        ) { first, _ in first }
        deciding = Set(conditions.flatMap(\.variables))
        result.isComplete = !choices.values.contains(where: \.isCutShort)
    }

    mutating func explore() -> Exploration {
        known = run(usual)?.keys ?? []
        var next = 0
        while next < contexts.count {
            let context = contexts[next]
            next += 1
            decideConditions(from: context)
            changePrinted(from: context)
        }
        result.branches = 2 * conditions.count
        result.reachedBranches = ways.count
        result.unreached = unreached
        return result
    }

    // MARK: Trying

    /// The outcome for some answers; nil when there were too many runs already.
    private mutating func run(_ answers: [String: String]) -> Trial? {
        if let trial = trials[answers] { return trial }
        guard result.runs < limits.runs, work < limits.work, version.budget.stop == nil else {
            result.isComplete = false
            return nil
        }
        result.runs += 1
        let trial = Trial(version.compile(answers), answers: answers, places: places)
        // What was given up on the way says nothing about these answers.
        guard version.budget.stop == nil else {
            result.isComplete = false
            return nil
        }
        trials[answers] = trial
        work += trial.work
        let isNew = contexts.isEmpty || !trial.ways.isSubset(of: ways)
        ways.formUnion(trial.ways)
        if isNew, contexts.count < limits.contexts { contexts.append(answers) }
        return trial
    }

    /// Answers with one of them changed. One that is as usual is left out, so that the same answers are the same set.
    private func changed(_ answers: [String: String], _ variable: String, to value: String) -> [String: String] {
        var answers = answers
        answers[variable] = value == choices[variable]?.values[0].text ? usual[variable] : value
        return answers
    }

    /// For each condition that these answers lead to, tries everything that decides it: once, and again from other answers
    /// as long as it went one way only.
    private mutating func decideConditions(from context: [String: String]) {
        guard let trial = trials[context] else { return }
        for (place, condition) in conditions.enumerated() where !condition.variables.isEmpty {
            guard trial.ways.contains(2 * place) || trial.ways.contains(2 * place + 1) else { continue }
            let isDecided = ways.contains(2 * place) && ways.contains(2 * place + 1)
            guard combined.insert(place).inserted || !isDecided else { continue }
            let sets = combinations(of: condition.variables, from: context)
            if sets.count < choiceCount(of: condition.variables) { cutShort.insert(place) }
            for answers in sets {
                guard let trial = run(answers) else { return }
                look(at: trial)
            }
        }
    }

    /// All combinations of what can be answered; where those are too many, the first with one change and with two.
    private func combinations(of variables: [String], from context: [String: String]) -> [[String: String]] {
        let values = variables.map { (name: $0, values: choices[$0]?.values.map(\.text) ?? []) }
        let isAll = choiceCount(of: variables) <= limits.combinations
        var sets = [context]
        for changes in 1...max(isAll ? variables.count : 2, 1) {
            change(changes, of: values[...], in: context, into: &sets)
        }
        return sets
    }

    /// How many combinations there are, if no more than are tried; one more otherwise.
    private func choiceCount(of variables: [String]) -> Int {
        variables.reduce(1) { min($0 * (choices[$1]?.values.count ?? 1), limits.combinations + 1) }
    }

    /// Adds every way of giving values to exactly so many of some variables, as far as the limit lets it.
    private func change(
        _ count: Int, of variables: ArraySlice<(name: String, values: [String])>, in answers: [String: String],
        into sets: inout [[String: String]]
    ) {
        guard count > 0 else { return sets.append(answers) }
        for place in variables.indices {
            for value in variables[place].values {
                guard sets.count < limits.combinations else { return }
                let answers = changed(answers, variables[place].name, to: value)
                change(count - 1, of: variables[(place + 1)...], in: answers, into: &sets)
            }
        }
    }

    /// Changes all variables at once that are only printed there: the first other value of each, the second, and so on.
    private mutating func changePrinted(from context: [String: String]) {
        guard let trial = trials[context] else { return }
        let fresh = trial.uses.subtracting(deciding).subtracting(printed).filter { choices[$0] != nil }.sorted()
        printed.formUnion(fresh)
        let rounds = fresh.map { choices[$0]?.values.count ?? 0 }.max() ?? 0
        for round in stride(from: 1, to: rounds, by: 1) { changeTogether(fresh, round, from: context) }
    }

    /// One round. What makes a failure is left as it is in the next attempt, so that it hides no other.
    private mutating func changeTogether(_ variables: [String], _ round: Int, from context: [String: String]) {
        var left = variables
        while !left.isEmpty {
            var answers = context
            for variable in left {
                guard let values = choices[variable]?.values, round < values.count else { continue }
                answers = changed(answers, variable, to: values[round].text)
            }
            guard let trial = run(answers) else { return }
            let culprits = look(at: trial)
            let rest = left.filter { !culprits.contains($0) }
            guard rest.count < left.count else { return }
            left = rest
        }
    }

    // MARK: Findings

    /// Takes up what is new in an outcome. Gives the variables that make it.
    @discardableResult
    private mutating func look(at trial: Trial) -> Set<String> {
        var culprits: Set<String> = []
        for finding in trial.findings {
            let key = Trial.Key(finding)
            guard !known.contains(key), dismissed[key, default: 0] < Self.dismissals else { continue }
            guard result.discoveries.count < limits.discoveries else {
                result.isComplete = false
                break
            }
            let smallest = reduced(trial.answers, to: key)
            culprits.formUnion(smallest.keys.filter { smallest[$0] != usual[$0] })
            guard holdsWhateverIsInvented(key, smallest) else {
                dismissed[key, default: 0] += 1
                continue
            }
            known.insert(key)
            discovered(key, smallest)
        }
        return culprits
    }

    private mutating func discovered(_ key: Trial.Key, _ answers: [String: String]) {
        guard let found = run(answers)?.findings.first(where: { Trial.Key($0) == key }) else { return }
        let own = answers.filter { usual[$0.key] != $0.value }
        let cleared = own.filter { origin($0.key, $0.value) == .cleared }
        result.discoveries.append(
            .init(diagnostic: found, answers: own, allAnswers: answers, cleared: Set(cleared.keys)))
    }

    /// The answers without any that the finding does not need: halves are put back to what is usual, then quarters, at last
    /// single ones.
    private mutating func reduced(_ answers: [String: String], to key: Trial.Key) -> [String: String] {
        var kept = answers.keys.filter { answers[$0] != usual[$0] }.sorted()
        var size = max(kept.count / 2, 1)
        while size >= 1 {
            var start = 0
            while start < kept.count {
                let rest = Array(kept[..<start] + kept[min(start + size, kept.count)...])
                if run(restored(answers, but: rest))?.keys.contains(key) == true {
                    kept = rest
                } else {
                    start += size
                }
            }
            size /= 2
        }
        return restored(answers, but: kept)
    }

    private func restored(_ answers: [String: String], but kept: [String]) -> [String: String] {
        kept.reduce(into: usual) { $0[$1] = answers[$1] }
    }

    /// Whether a finding is there with other invented values too. Where it is not, a real answer may be as good.
    private mutating func holdsWhateverIsInvented(_ key: Trial.Key, _ answers: [String: String]) -> Bool {
        let invented = answers.filter { usual[$0.key] == $0.value || origin($0.key, $0.value) == .invented }.keys
        let questions = version.form.questions.enumerated().filter {
            invented.contains($0.element.variable) && InventedAnswer.isFree($0.element)
        }
        guard !questions.isEmpty else { return true }
        return InventedAnswer.others(place: 0).indices.allSatisfy { kind in
            var others = answers
            for (place, question) in questions {
                others[question.variable] = InventedAnswer.others(place: place)[kind]
            }
            return run(others)?.keys.contains(key) == true
        }
    }

    private func origin(_ variable: String, _ value: String) -> AnswerChoices.Origin? {
        choices[variable]?.values.first { $0.text == value }?.origin
    }

    // MARK: Coverage

    /// Empty where some condition went one way only, and might go the other with answers that were not tried: more may lie behind it.
    private var unreached: [Exploration.UnreachedPart] {
        let isDoubtful = conditions.enumerated().contains { place, condition in
            !(ways.contains(2 * place) && ways.contains(2 * place + 1))
                && (!condition.isJudged || cutShort.contains(place))
        }
        guard !isDoubtful else { return [] }
        return conditions.enumerated().flatMap { place, condition in
            let parts = condition.branch.hasElse ? [1, 0] : [1]
            return parts.filter { !ways.contains(2 * place + $0) }.map { way in
                Exploration.UnreachedPart(
                    condition: condition.source.location(of: condition.branch.condition), isElse: way == 0,
                    variables: condition.variables, isCompared: !condition.branch.comparisons.isEmpty)
            }
        }
    }
}
