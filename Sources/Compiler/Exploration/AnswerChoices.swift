import Catalog

/// The answers that are tried for one question.
struct AnswerChoices: Sendable {
    /// Where a value comes from.
    enum Origin: Sendable, Hashable {
        /// What counts when nothing is tried: the default, or something in its place.
        case usual
        /// One of the question's own choices, or what a condition compares the answer with.
        case choice
        /// The form lets whoever answers clear the field.
        case cleared
        /// Nothing says what an answer looks like; this is one.
        case invented
    }

    struct Value: Sendable, Hashable {
        let text: String
        let origin: Origin
    }

    /// The values, the usual one first.
    let values: [Value]
    /// Whether there are more.
    let isCutShort: Bool

    /// - Parameters:
    ///   - usual: the answer given where nothing is tried; nil for the default.
    ///   - compared: what the template's conditions compare the answer with.
    ///   - invented: an answer, where nothing says what one looks like.
    ///   - limit: how many values there are at most. Of more, the first are tried.
    init(_ question: Question, usual: String?, compared: [String], invented: String, limit: Int) {
        let base = usual ?? question.defaultAnswer
        var values = [Value(text: base, origin: .usual)]
        switch question.type {
        case "boolean": values += ["true", "false"].map { Value(text: $0, origin: .choice) }
        case "enum": values += (question.options ?? []).map { Value(text: $0, origin: .choice) }
        case "int":
            values += compared.compactMap(Int.init).flatMap { [$0, $0 &+ 1] }.map {
                Value(text: "\($0)", origin: .choice)
            }
        default: values += compared.filter { !$0.isEmpty }.map { Value(text: $0, origin: .choice) }
        }
        if !question.required, !["boolean", "enum"].contains(question.type) {
            let other = Value(text: invented, origin: .invented)
            values.append(base.isEmpty ? other : Value(text: "", origin: .cleared))
        }
        var seen: Set<String> = []
        self.values = Array(values.filter { seen.insert($0.text).inserted }.prefix(limit))
        isCutShort = seen.count > limit
    }
}
