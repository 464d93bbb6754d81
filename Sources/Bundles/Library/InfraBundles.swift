public import Compiler
public import Catalog
public import Diagnostics

/// The infrastructure that a server is to run: a bundle for each template, and what has none with the reason.
public struct InfraBundles: Sendable {
    /// A stack that has no bundle.
    public struct Failure: Sendable {
        /// The version, or the template where there is no version.
        public let id: TemplateID
        /// The stack's name.
        public let stackName: String
        /// Why.
        public let diagnostics: [Diagnostic]

        /// A stack, or with an empty name an environment template, that has no bundle.
        public init(id: TemplateID, stackName: String, diagnostics: [Diagnostic]) {
            self.id = id
            self.stackName = stackName
            self.diagnostics = diagnostics
        }
    }

    /// The bundles in the order of lists, or of the environment template.
    public var bundles: [CompiledBundle] = []
    /// The stacks without one.
    public var failures: [Failure] = []
}

extension Compiler {
    /// The bundle of every infra template's default version for a server, in stacks named by their folders. A template
    /// without any version for the server is not among them, as it is in no list.
    ///
    /// - Parameter catalog: the only catalog to look into; empty for all.
    public func infraBundles(
        in library: CatalogLibrary, catalog: String = "", for context: StackContext
    ) async throws -> InfraBundles {
        var found = InfraBundles()
        for template in library.templates(base: "infra") where catalog.isEmpty || template.origin.catalog == catalog {
            let selection = VersionSelection(of: template.template, rancherVersion: context.rancherVersion)
            guard let version = selection.defaultTarget else { continue }
            let source = try await library.source(of: version, in: template)
            var context = context
            context.stackName = template.template.folderName
            found.add(bundle(source, for: context), of: source.id, context.stackName)
        }
        return found
    }

    /// The bundle of every stack of an environment template.
    public func infraBundles(
        ofStacksIn source: VersionSource, in library: CatalogLibrary, _ request: EnvironmentRequest
    ) async throws -> InfraBundles {
        let environment = try await environment(source, in: library, request)
        var found = InfraBundles()
        for stack in environment.stacks { found.add(stack.result, of: stack.source.id, stack.name) }
        let known = Set(environment.stacks.flatMap(\.result.diagnostics))
        let rest = environment.diagnostics.filter { $0.severity == .error && !known.contains($0) }
        if !rest.isEmpty { found.failures.append(.init(id: source.id, stackName: "", diagnostics: rest)) }
        return found
    }
}

extension InfraBundles {
    fileprivate mutating func add(_ result: BundleResult, of id: TemplateID, _ stackName: String) {
        if let bundle = result.bundle {
            bundles.append(bundle)
        } else {
            failures.append(Failure(id: id, stackName: stackName, diagnostics: result.diagnostics))
        }
    }
}
