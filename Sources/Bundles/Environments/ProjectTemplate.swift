import Compiler
public import Catalog
public import Diagnostics
import YAML

/// What `project.yml` of an environment template says: the stacks that Rancher starts in a new environment.
public struct ProjectTemplate: Sendable {
    /// A stack that the template names.
    public struct Stack: Sendable {
        /// The stack's name.
        public let name: String
        /// The template, or one version of it, that the stack runs.
        public let id: TemplateID
        /// The answers that the template gives.
        public let answers: [String: String]
        /// Where the stack is named.
        public let location: SourceLocation
    }

    /// The most stacks of one environment.
    public static let stackLimit = 200

    /// The stacks in their order.
    public let stacks: [Stack]
    /// What is wrong with the text.
    public let diagnostics: [Diagnostic]

    /// Reads the text of a `project.yml`.
    public static func read(_ source: SourceText) -> ProjectTemplate {
        var reader = ProjectTemplateReader(source: source)
        return reader.read()
    }
}

/// One reading of a `project.yml`.
private struct ProjectTemplateReader {
    let source: SourceText
    var diagnostics: [Diagnostic] = []

    init(source: SourceText) { self.source = source }

    mutating func read() -> ProjectTemplate {
        let document = YAMLDocument.parse(source)
        diagnostics += document.diagnostics
        guard !document.isBroken else { return ProjectTemplate(stacks: [], diagnostics: diagnostics) }
        guard let list = document.root?["stacks"], let elements = list.elements else {
            report(
                .environmentUnreadable, "it has no list of stacks",
                document.root ?? YAMLNode(.sequence([]), span: .empty),
                help: "write stacks: and below it - name: NAME with templateId: CATALOG:infra*FOLDER")
            return ProjectTemplate(stacks: [], diagnostics: diagnostics)
        }
        if elements.count > ProjectTemplate.stackLimit {
            report(.environmentUnreadable, "it has more than \(ProjectTemplate.stackLimit) stacks", list, help: nil)
        }
        let stacks = elements.prefix(ProjectTemplate.stackLimit).compactMap { stack($0) }
        var seen: Set<String> = []
        for stack in stacks where !seen.insert(stack.name).inserted {
            diagnostics.append(
                Diagnostic(
                    .environmentStack, .error, "two stacks have the name \"\(stack.name)\"", at: stack.location,
                    help: "name one of them otherwise"))
        }
        return ProjectTemplate(stacks: stacks, diagnostics: diagnostics)
    }

    private mutating func stack(_ node: YAMLNode) -> ProjectTemplate.Stack? {
        let name = text(node["name"])
        guard !name.isEmpty else {
            report(.environmentStack, "a stack has no name", node, help: "write name: NAME")
            return nil
        }
        // Its files are written below its name, and it is shown to people.
        guard name == name.printable, !name.contains("/"), name != ".", name != ".." else {
            report(
                .environmentStack, "\"\(name.printable)\" is no name for a stack", node["name"] ?? node,
                help: "use letters, digits and -")
            return nil
        }
        // A version that is pinned counts more than the template, as in Rancher.
        let field = text(node["templateVersionId"]).isEmpty ? "templateId" : "templateVersionId"
        guard let value = node[field], !text(value).isEmpty else {
            let isInline = node["dockerCompose"] != nil
            report(
                .environmentStack,
                isInline
                    ? "the stack \"\(name)\" brings its own compose files, which have no version to resolve"
                    : "the stack \"\(name)\" names no template",
                node, help: "give it templateId: CATALOG:infra*FOLDER")
            return nil
        }
        let isPinned = field == "templateVersionId"
        guard let id = TemplateID(parsing: text(value)), (id.version != nil) == isPinned else {
            let form = isPinned ? "CATALOG:infra*FOLDER:VERSION" : "CATALOG:infra*FOLDER"
            report(
                .environmentStack, "\"\(text(value))\" is no \(isPinned ? "version's" : "template's") id", value,
                help: "ids have the form \(form)")
            return nil
        }
        return ProjectTemplate.Stack(
            name: name, id: id, answers: answers(node["answers"]), location: source.location(of: value.span))
    }

    private mutating func answers(_ node: YAMLNode?) -> [String: String] {
        guard let node, !node.isNull else { return [:] }
        guard let entries = node.entries else {
            report(.environmentStack, "answers are a map of names and values", node, help: nil)
            return [:]
        }
        var answers: [String: String] = [:]
        for entry in entries {
            guard let value = entry.value.scalar else {
                report(.environmentStack, "an answer is a text, a number or a truth value", entry.value, help: nil)
                continue
            }
            answers[text(entry.key)] = value.value == .null ? "" : value.reencoded
        }
        return answers
    }

    private func text(_ node: YAMLNode?) -> String {
        guard let scalar = node?.scalar, scalar.value != .null else { return "" }
        return scalar.text
    }

    private mutating func report(_ code: DiagnosticCode, _ message: String, _ node: YAMLNode, help: String?) {
        diagnostics.append(Diagnostic(code, .error, message, at: source.location(of: node.span), help: help))
    }
}

extension SourceSpan {
    /// The start of a text.
    fileprivate static let empty = SourceSpan(0, 0)
}
