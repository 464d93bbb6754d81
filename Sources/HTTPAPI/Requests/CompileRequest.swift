import Budget
import Compiler
import JSON

/// What a client asks to have compiled: answers, and what for.
struct CompileRequest {
    /// The answers; nil when the client said none.
    let answers: [String: String]?
    /// The server, the stack and the environment.
    let context: StackContext
    /// Whether the answer shows secrets.
    let includesSecrets: Bool
    /// Whether a template that stops is cut off, as in Rancher 1.6.
    let isLenient: Bool

    private static let members: Set<String> = ["answers", "context", "includeSecrets", "lenient"]

    /// The request that a body says; the server's version may also stand in the query.
    init(_ body: JSONBody, stackName: String, rancherVersion: String, limits: APILimits) throws {
        try body.requireMembers(Self.members)
        answers = try body["answers"].answers(limits: limits)
        context = try StackContext(
            body["context"], stackName: stackName, rancherVersion: rancherVersion, limits: limits)
        includesSecrets = try body["includeSecrets"].flag()
        isLenient = try body["lenient"].flag()
    }

    /// The compiler that does it. It sees nothing of the world: no environment, no clock, no randomness; only when to give up.
    func compiler(_ limits: APILimits) -> Compiler {
        Compiler(rendering: RenderOptions(isLenient: isLenient)).with(.ofTask(seconds: limits.compileSeconds))
    }
}

extension StackContext {
    private static let members: Set<String> = ["environmentName", "previousVersion", "rancherVersion", "stackName"]

    /// The context that a body says, with what it leaves out.
    init(_ body: JSONBody, stackName: String, rancherVersion: String, limits: APILimits) throws {
        try body.requireMembers(Self.members)
        let text = { (name: String) in try body[name].text(limit: limits.contextBytes) }
        self.init(
            stackName: try text("stackName") ?? stackName, previousVersion: try text("previousVersion") ?? "",
            environmentName: try text("environmentName") ?? "Default",
            rancherVersion: try text("rancherVersion") ?? rancherVersion)
    }
}
