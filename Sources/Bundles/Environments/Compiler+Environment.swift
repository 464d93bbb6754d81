public import Compiler
import Catalog
public import Diagnostics
import JSON

/// What resolving an environment template gave.
public struct EnvironmentResult: Sendable {
    /// A stack with what was made of it.
    public struct Stack: Sendable {
        /// The stack's name.
        public let name: String
        /// The version that it runs.
        public let source: VersionSource
        /// Its bundle, with findings.
        public let result: BundleResult
    }

    /// The environment's bundle, which has those of its stacks in it; nil when something of error severity was found.
    public let bundle: CompiledBundle?
    /// The stacks that could be resolved, in their order.
    public let stacks: [Stack]
    /// What the stacks were resolved to; nil exactly when ``bundle`` is.
    public let lock: EnvironmentLock?
    /// What was found in the environment template, the lock and every stack.
    public let diagnostics: [Diagnostic]
}

/// What an environment is resolved with.
public struct EnvironmentRequest: Sendable {
    /// The environment's name and the server that runs it.
    public var context: StackContext
    /// Answers by stack, which win over the template's own.
    public var answers: [String: GivenAnswers] = [:]
    /// Versions to run instead of the defaults.
    public var lock: EnvironmentLock?
    /// Whether bundles show secrets.
    public var includesSecrets = false

    /// A request for a server, with no answers.
    public init(environmentName: String = "Default", rancherVersion: String) {
        context = StackContext(stackName: "", environmentName: environmentName, rancherVersion: rancherVersion)
    }
}

extension Compiler {
    /// Resolves an environment template: every stack's version by the lock, else by the version that the template names, else
    /// the default for the server; and makes their bundles. A stack that cannot be resolved is an error, never left out.
    public func environment(
        _ source: VersionSource, in library: CatalogLibrary, _ request: EnvironmentRequest
    ) async throws -> EnvironmentResult {
        var assembly = EnvironmentAssembly(compiler: self, source: source, library: library, request: request)
        return try await assembly.run()
    }
}

/// One resolution of an environment template.
private struct EnvironmentAssembly {
    let compiler: Compiler
    let source: VersionSource
    let library: CatalogLibrary
    let request: EnvironmentRequest
    var diagnostics: [Diagnostic] = []
    var stacks: [EnvironmentResult.Stack] = []

    mutating func run() async throws -> EnvironmentResult {
        diagnostics += source.outsideWindow(request.context)
        guard let text = source.files["project.yml"] else {
            diagnostics.append(
                Diagnostic(
                    .environmentUnreadable, .error, "there is no project.yml, so this is no environment template",
                    at: .wholeFile(source.files.folder), help: "add project.yml with a list of stacks"))
            return result(nil)
        }
        let template = ProjectTemplate.read(text)
        diagnostics += template.diagnostics
        checkLock(against: template)
        for stack in template.stacks { try await add(stack) }
        guard !diagnostics.contains(where: { $0.severity == .error }) else { return result(nil) }
        return result(bundle())
    }

    private func result(_ bundle: CompiledBundle?) -> EnvironmentResult {
        EnvironmentResult(
            bundle: bundle, stacks: stacks, lock: bundle == nil ? nil : currentLock, diagnostics: diagnostics)
    }

    // MARK: Stacks

    private mutating func add(_ stack: ProjectTemplate.Stack) async throws {
        do {
            let (found, version) = try find(stack)
            let source = try await library.source(of: version, in: found)
            var context = request.context
            context.stackName = stack.name
            var answers = GivenAnswers(stack.answers)
            if let given = request.answers[stack.name] {
                answers.answers.merge(given.answers) { $1 }
                answers.locations.merge(given.locations) { $1 }
            }
            let result = compiler.bundle(
                source, answers: answers, for: context, includingSecrets: request.includesSecrets)
            diagnostics += result.diagnostics
            stacks.append(EnvironmentResult.Stack(name: stack.name, source: source, result: result))
            checkDigest(of: stack, result.bundle)
        } catch let failure as LibraryFailure {
            var diagnostic = failure.diagnostic(at: stack.location)
            diagnostic.notes.append("the stack \"\(stack.name)\" cannot be resolved")
            diagnostics.append(diagnostic)
        }
    }

    private func find(
        _ stack: ProjectTemplate.Stack
    ) throws(LibraryFailure) -> (found: CatalogLibrary.FoundTemplate, version: TemplateVersion) {
        if let locked = request.lock?[stack.name], let id = TemplateID(parsing: locked.version) {
            return try library.version(id)
        }
        if stack.id.version != nil { return try library.version(stack.id) }
        return try library.defaultVersion(of: stack.id, rancherVersion: request.context.rancherVersion)
    }

    // MARK: The lock

    private mutating func checkLock(against template: ProjectTemplate) {
        guard let lock = request.lock else { return }
        let place = SourceLocation.wholeFile(source.files.folder)
        let update = "move the lock with muster environment --lock FILE --update"
        if TemplateID(parsing: lock.environment)?.template != source.id.template {
            diagnostics.append(
                Diagnostic(
                    .lockUnreadable, .error, "the lock is of \(lock.environment), not of \(source.id)", at: place,
                    help: update))
        }
        for stack in template.stacks {
            let locked = lock[stack.name]
            if let locked, TemplateID(parsing: locked.version)?.template == stack.id.template { continue }
            diagnostics.append(
                Diagnostic(
                    .lockStack, .error,
                    locked.map { "the lock has \($0.version) for the stack \"\(stack.name)\", which runs \(stack.id)" }
                        ?? "the lock has no stack \"\(stack.name)\"", at: stack.location, help: update))
        }
        for stack in lock.stacks where !template.stacks.contains(where: { $0.name == stack.name }) {
            diagnostics.append(
                Diagnostic(
                    .lockStack, .warning, "the lock has the stack \"\(stack.name)\", and the environment has not",
                    at: place, help: update))
        }
    }

    private mutating func checkDigest(of stack: ProjectTemplate.Stack, _ bundle: CompiledBundle?) {
        guard let locked = request.lock?[stack.name], let bundle, locked.digest != bundle.digest else { return }
        diagnostics.append(
            Diagnostic(
                .lockDigest, .error, "\(bundle.id) is not what was locked for the stack \"\(stack.name)\"",
                at: stack.location,
                notes: [
                    "locked \(locked.digest)", "found \(bundle.digest)", "it was locked at commit \(locked.commit)",
                ],
                help: "its files, its answers or the server changed; look at it, then move the lock with --update"))
    }

    private var currentLock: EnvironmentLock {
        EnvironmentLock(
            environment: source.id.description, rancherVersion: request.context.rancherVersion,
            stacks: stacks.compactMap { stack in
                stack.result.bundle.map {
                    EnvironmentLock.Stack(
                        name: stack.name, version: $0.id.description, digest: $0.digest,
                        commit: stack.source.origin.commit)
                }
            })
    }

    // MARK: The bundle

    private func bundle() -> CompiledBundle {
        let content = BundleContent(of: source, compilation: nil, showsSecrets: true)
        var parts = source.identityParts(.environment, request.context).merging(content.parts(source)) { $1 }
        let bundles = stacks.compactMap { stack in
            stack.result.bundle.map { (name: stack.name, bundle: $0, version: stack.source.version.version) }
        }
        parts["stacks"] = .array(
            bundles.enumerated().map { index, stack in
                .members([
                    "digest": .string(stack.bundle.digest), "externalId": .string(stack.bundle.id.externalID),
                    "id": .string(stack.bundle.id.description), "kind": .string(stack.bundle.kind.rawValue),
                    "name": .string(stack.name), "order": .integer(index + 1),
                    "unanswered": .strings(stack.bundle.unanswered),
                    "version": .string(stack.version),
                ])
            })
        return CompiledBundle(
            .environment, source.id, parts: parts, files: content.files, images: bundles.flatMap(\.bundle.images),
            unanswered: bundles.flatMap(\.bundle.unanswered), diagnostics: diagnostics, stacks: bundles.map(\.bundle))
    }
}
