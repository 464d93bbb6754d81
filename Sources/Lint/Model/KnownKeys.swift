import Diagnostics
import YAML

/// The keys that one level of a catalog's files knows, and where keys belong that people write there by mistake.
struct KnownKeys: Sendable {
    /// The level, for a sentence: `config.yml`.
    let level: String
    /// The keys that are read, or that people and the UI know.
    let keys: [String]
    /// Keys that are ignored here and read elsewhere, with the sentence that says where.
    var elsewhere: [String: String] = [:]

    /// `config.yml`.
    static let config = KnownKeys(
        level: "config.yml",
        keys: [
            "name", "description", "version", "category", "categories", "labels", "maintainer", "license",
            "projectURL", "project_url", "default_version", "defaultVersion", "isSystem", "path", "upgrade_from",
            "uuid",
        ],
        elsewhere: Dictionary(
            uniqueKeysWithValues: ["minimum_rancher_version", "maximum_rancher_version", "questions"].map {
                ($0, "write it into the catalog block of each version's rancher-compose.yml")
            }))

    /// The catalog block of `rancher-compose.yml`.
    static let block = KnownKeys(
        level: "the catalog block",
        keys: [
            "name", "version", "description", "minimum_rancher_version", "maximum_rancher_version", "upgrade_from",
            "labels", "questions", "uuid", "maintainer",
        ],
        elsewhere: Dictionary(
            uniqueKeysWithValues: ["category", "categories", "license", "projectURL", "project_url", "isSystem"].map {
                ($0, "write it into the template's config.yml")
            }))

    /// A question.
    static let question = KnownKeys(
        level: "a question",
        keys: [
            "variable", "label", "description", "type", "required", "default", "group", "min_length", "max_length",
            "min", "max", "options", "valid_chars", "invalid_chars",
        ])

    /// `project.yml` of an environment template.
    static let project = KnownKeys(level: "project.yml", keys: ["name", "description", "stacks"])

    /// A stack of `project.yml`.
    static let projectStack = KnownKeys(
        level: "a stack",
        keys: [
            "name", "description", "templateId", "templateVersionId", "answers", "binding", "dockerCompose",
            "rancherCompose",
        ])

    /// Keys that only people read: a change of them changes nothing that runs.
    private static let readByPeople: Set<String> = [
        "category", "description", "group", "label", "license", "maintainer", "name", "projectURL", "uuid",
    ]

    /// What is unknown in a node, with the nearest known key and a fix that writes it, unless the node has that one already.
    func unknown(in node: YAMLNode?, of source: SourceText, _ rule: Rule) -> [Diagnostic] {
        let written = (node?.entries ?? []).compactMap { entry in
            entry.key.scalar.map { (key: $0.text, place: source.location(of: entry.key.span)) }
        }
        let present = Set(written.map(\.key)).intersection(keys)
        let unknown = written.filter { !keys.contains($0.key) }
        return rule.findings(about: unknown, at: \.place) { entry, place in
            let key = entry.key
            if let home = elsewhere[key] {
                return rule.finding("the key \"\(key)\" is ignored in \(level)", at: place, help: home)
            }
            let near = NearestName.to(key, in: keys)
            let free = near.flatMap { present.contains($0) ? nil : $0 }
            return rule.finding(
                "unknown key \"\(key)\" in \(level)", at: place,
                help: near.map { "did you mean \"\($0)\"?" } ?? "known are \(keys.sorted().joined(separator: ", "))",
                fixes: free.map { [fix(to: $0, at: place)] } ?? [])
        }
    }

    private func fix(to key: String, at place: SourceLocation) -> Fix {
        let safety: Fix.Safety = Self.readByPeople.contains(key) ? .safe : .needsReview
        return Fix("write \(key)", safety: safety, at: place, replacement: key)
    }
}
