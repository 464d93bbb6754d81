import Budget
import Catalog
import Compiler
import Diagnostics
import HTTPTypes
import JSON
import Service

extension APIResponder {
    /// `POST templateversions/ID?action=compile`: the version's bundle for the answers of the body.
    /// `?action=validateanswers`: what is wrong with them.
    func compile(_ text: String, _ client: ClientRequest, _ body: [UInt8]) async throws -> Answer {
        let action = client.query.first("action")
        guard ["compile", "validateanswers"].contains(action) else { throw APIError.unknownVersionAction }
        return try await posted(.templateVersion(text), client, body) { publication in
            try await compiled(try await source(text, in: publication, client), action, client, body)
        }
    }

    private func compiled(
        _ source: VersionSource, _ action: String, _ client: ClientRequest, _ body: [UInt8]
    ) async throws -> Answer {
        let request = try CompileRequest(
            try JSONBody(body), stackName: source.template.folderName,
            rancherVersion: client.query.first("rancherVersion"), limits: configuration.limits)
        if action == "validateanswers" { return validation(of: request, source, client) }
        guard BundleKind(base: source.template.base) != .environment else {
            throw APIError.environmentTemplate(source.id, address: client.links.environment(source.id))
        }
        let result = request.compiler(configuration.limits).bundle(
            source, answers: GivenAnswers(request.answers ?? [:]), for: request.context,
            includingSecrets: request.includesSecrets)
        guard let bundle = result.bundle else { throw APIError.notCompiled(source.id, result.diagnostics) }
        return once(client) { bundle.document.write(to: &$0) }
    }

    private func validation(of request: CompileRequest, _ source: VersionSource, _ client: ClientRequest) -> Answer {
        var compiler = request.compiler(configuration.limits)
        compiler.hidesSecrets = true
        let compilation = compiler.compile(
            source.files, answers: GivenAnswers(request.answers ?? [:]), for: request.context,
            through: ResolveAnswers.self)
        let found = compilation.diagnostics.filter { DiagnosticCode.ofAnswers.contains($0.code) }
        let validation = JSONNode.members([
            "answers": compilation.answers?.json(showsSecrets: false) ?? .object([:]),
            "diagnostics": found.json,
            "id": .string(source.id.description),
            "type": .string("answerValidation"),
            "unanswered": .strings(compilation.answers?.unanswered ?? []),
            "valid": .boolean(
                compilation.answers != nil && !found.contains { $0.code != .answerUnknown }),
        ])
        return once(client) { validation.write(to: &$0) }
    }

    /// `GET templateversions/ID/questions.schema.json`.
    func questionsSchema(_ text: String, _ client: ClientRequest) async throws -> Answer {
        try await kept(.questionsSchema(text), client) { publication in
            let library = operations.library(of: publication, visibleIn: client.environmentOrGlobal)
            let (found, version) = try library.version(try versionID(text))
            let schema = QuestionsSchema(
                of: version, id: found.id.version(version), name: found.template.name, links: client.links)
            return Answer(
                kept: schema.json.canonicalBytes + [UInt8(ascii: "\n")], contentType: Answer.ContentType.schema)
        }
    }

    /// The version that an id names, with its files.
    private func source(
        _ text: String, in publication: Publication, _ client: ClientRequest
    ) async throws -> VersionSource {
        let library = operations.library(of: publication, visibleIn: client.environmentOrGlobal)
        let (found, version) = try library.version(try versionID(text))
        return try await library.source(of: version, in: found)
    }

    /// A compiler that gives up when nobody waits any more, and after a while.
    var compiler: Compiler { Compiler().with(.ofTask(seconds: configuration.limits.compileSeconds)) }

    /// The same for a list of bundles.
    var compilerOfLists: Compiler { Compiler().with(.ofTask(seconds: configuration.limits.listSeconds)) }

    func versionID(_ text: String) throws -> TemplateID {
        guard let id = TemplateID(parsing: text), id.version != nil else { throw APIError.notAVersionID(text) }
        return id
    }
}
