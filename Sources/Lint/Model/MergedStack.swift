import Compiler
import Compose
import Diagnostics

extension LintVersion {
    /// The stack that Rancher creates with default answers; nil for one that it refuses.
    var mergedStack: ComposedStack? {
        guard let compilation, compilation.isAccepted else { return nil }
        return compilation.stack
    }
}

extension ComposedStack {
    /// The author's place of a value or a key.
    func location(_ origin: Origin) -> SourceLocation { files.rendered.location(of: origin) }

    /// Services and containers in their order.
    var members: [ComposeMember] { project.services.members + project.containers.members }

    /// Whether the stack has a service or container of a name.
    func has(_ name: String) -> Bool { project.services[name] != nil || project.containers[name] != nil }
}
