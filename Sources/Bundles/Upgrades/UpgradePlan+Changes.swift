import Compiler
import Catalog
import JSON

extension AnswerChanges {
    /// The changes between two forms, for answers that were given (secrets among them by name only).
    init(from old: [Question], to new: [Question], given: Set<String>) {
        let before = Dictionary(old.map { ($0.variable, $0) }) { first, _ in first }
        let after = Dictionary(new.map { ($0.variable, $0) }) { first, _ in first }
        for variable in Set(before.keys).union(after.keys).sorted() {
            switch (before[variable], after[variable]) {
            case (let one?, let other?): compare(one, other, isGiven: given.contains(variable))
            case (nil, let question?): added.append(Added(question, isGiven: given.contains(variable)))
            case (_, nil): dropped.append(variable)
            }
        }
    }

    private mutating func compare(_ old: Question, _ new: Question, isGiven: Bool) {
        kept.append(new.variable)
        if old.type != new.type { retyped.append(Changed(variable: new.variable, from: old.type, to: new.type)) }
        guard !isGiven, old.defaultAnswer != new.defaultAnswer, !Secrecy.hides(old), !Secrecy.hides(new) else { return }
        defaults.append(Changed(variable: new.variable, from: old.defaultAnswer, to: new.defaultAnswer))
    }
}

extension AnswerChanges.Added {
    fileprivate init(_ question: Question, isGiven: Bool) {
        variable = question.variable
        defaultAnswer = question.defaultAnswer.isEmpty || Secrecy.hides(question) ? nil : question.defaultAnswer
        mustBeAnswered =
            !isGiven && question.required && question.defaultAnswer.isEmpty && question.type != "boolean"
    }
}

extension ServiceChanges {
    /// The changes between two merged stacks, as bundles have them.
    init(from old: JSONNode?, to new: JSONNode?) {
        let before = old?["services"]?.object ?? [:]
        let after = new?["services"]?.object ?? [:]
        added = after.keys.filter { before[$0] == nil }.sorted()
        removed = before.keys.filter { after[$0] == nil }.sorted()
        for name in before.keys.sorted() {
            guard let one = before[name]?.object, let other = after[name]?.object, one != other else { continue }
            let options = Set(one.keys).union(other.keys).filter { one[$0] != other[$0] }.sorted()
            changed.append(Changed(name: name, options: options))
        }
        for service in Set(before.keys).union(after.keys).sorted() {
            let (one, other) = (before[service]?["image"]?.string, after[service]?["image"]?.string)
            if one != other { images.append(Image(service: service, from: one, to: other)) }
        }
    }
}
