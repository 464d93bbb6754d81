import Compiler
import Compose
import Diagnostics

/// What rules about several versions ask of each one's compilation.
struct CompiledFacts: Sendable {
    /// A service of the stack.
    struct Service: Sendable {
        let name: String
        /// Where its name stands.
        let location: SourceLocation
    }

    /// Everything that compiling found.
    let diagnostics: [Diagnostic]
    /// The services of the merged stack, in their order; nil for a stack that Rancher refuses.
    let services: [Service]?
    /// The file that describes the containers; nil where there is none.
    let composePath: String?

    init(_ compilation: Compilation) {
        diagnostics = compilation.diagnostics
        composePath = compilation.rendered?.dockerCompose?.template.path
        let stack = compilation.isAccepted ? compilation.stack : nil
        services = stack.map { stack in
            stack.project.services.members.map { Service(name: $0.key, location: stack.location($0.keyOrigin)) }
        }
    }
}
