import Compiler
import Catalog
public import Diagnostics
import YAML

/// What an environment's stacks were resolved to, to be run again later: `environment.lock.yml`.
public struct EnvironmentLock: Sendable, Hashable {
    /// A stack as it was resolved.
    public struct Stack: Sendable, Hashable {
        /// The stack's name.
        public let name: String
        /// The version's id.
        public let version: String
        /// The bundle's digest.
        public let digest: String
        /// The commit that the version was found in.
        public let commit: String
    }

    /// The environment template's version.
    public let environment: String
    /// The server that it was resolved for; empty when that was not said.
    public let rancherVersion: String
    /// The stacks in their order.
    public let stacks: [Stack]

    /// The stack of a name.
    public subscript(name: String) -> Stack? { stacks.first { $0.name == name } }

    /// The lock's text: the same lock gives the same bytes.
    public var text: [UInt8] {
        var lines = [
            "apiVersion: \(BundleDocument.apiVersion)", "kind: EnvironmentLock",
            "environment: \(Self.quoted(environment))", "rancherVersion: \(Self.quoted(rancherVersion))",
            stacks.isEmpty ? "stacks: []" : "stacks:",
        ]
        for stack in stacks {
            lines += [
                "- stack: \(Self.quoted(stack.name))", "  version: \(Self.quoted(stack.version))",
                "  digest: \(Self.quoted(stack.digest))", "  commit: \(Self.quoted(stack.commit))",
            ]
        }
        return Array(lines.joined(separator: "\n").utf8) + [UInt8(ascii: "\n")]
    }

    private static func quoted(_ text: String) -> String { String(decoding: YAMLEmitter.quoted(text), as: UTF8.self) }

    /// Reads a lock's text. Nil when it is none, with a finding that says why.
    public static func read(_ source: SourceText) -> (lock: EnvironmentLock?, diagnostics: [Diagnostic]) {
        let document = YAMLDocument.parse(source)
        guard !document.isBroken else { return (nil, document.diagnostics) }
        func text(_ node: YAMLNode?) -> String { node?.scalar?.text ?? "" }
        func refused(_ message: String, _ node: YAMLNode?) -> (EnvironmentLock?, [Diagnostic]) {
            let location = node.map { source.location(of: $0.span) } ?? .wholeFile(source.path)
            return (
                nil,
                [
                    Diagnostic(
                        .lockUnreadable, .error, message, at: location,
                        help: "write it anew with muster environment --lock FILE --update")
                ]
            )
        }
        guard let root = document.root, text(root["kind"]) == "EnvironmentLock", let list = root["stacks"]?.elements
        else { return refused("this is no environment lock", document.root) }
        guard text(root["apiVersion"]) == BundleDocument.apiVersion else {
            return refused("the lock is of another version of the format", root["apiVersion"] ?? root)
        }
        guard list.count <= ProjectTemplate.stackLimit else {
            return refused("the lock has more than \(ProjectTemplate.stackLimit) stacks", root["stacks"])
        }
        var stacks: [Stack] = []
        for node in list {
            let stack = Stack(
                name: text(node["stack"]), version: text(node["version"]), digest: text(node["digest"]),
                commit: text(node["commit"]))
            guard !stack.name.isEmpty, !stack.digest.isEmpty, TemplateID(parsing: stack.version)?.version != nil else {
                return refused("a locked stack has stack, version, digest and commit", node)
            }
            guard !stacks.contains(where: { $0.name == stack.name }) else {
                return refused("the lock has the stack \"\(stack.name)\" twice", node)
            }
            stacks.append(stack)
        }
        let lock = EnvironmentLock(
            environment: text(root["environment"]), rancherVersion: text(root["rancherVersion"]), stacks: stacks)
        return (lock, [])
    }
}
