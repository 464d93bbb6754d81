import Foundation
import MusterTesting

/// The requests of a Rancher 1.6 server (Cattle) to its catalog service, and what it reads of the answers: without a project's
/// header, and with everything ignored that it does not read.
struct CattleClient: Sendable {
    /// What Cattle reads of a template.
    struct Template: Decodable, Sendable {
        let id: String
        let catalogId: String
        let defaultVersion: String
        let versionLinks: [String: String]
    }

    /// What Cattle reads of a version.
    struct Version: Decodable, Sendable {
        let id: String
        let links: [String: String]
        let files: [String: String]

        /// The compose text that Cattle deploys; the template's where there is no plain one.
        var dockerCompose: String {
            let plain = files["docker-compose.yml"] ?? ""
            return plain.isEmpty ? files["docker-compose.yml.tpl"] ?? "" : plain
        }
    }

    /// The window of a version: what only the expectation of a test reads.
    struct Listed: Decodable, Sendable {
        let id: String
        let templateId: String
        let version: String
        let minimumRancherVersion: String
        let maximumRancherVersion: String
    }

    private struct Collection<Element: Decodable>: Decodable {
        let data: [Element]
    }

    /// An answer that would stop Cattle's pass.
    struct Refused: Error, CustomStringConvertible {
        let description: String
    }

    private let base: String
    private let query: String

    /// A Rancher server of a version beside the service on a port.
    init(port: Int, rancherVersion: String) {
        base = "http://127.0.0.1:\(port)/v1-catalog"
        query = "rancherVersion=\(rancherVersion)"
    }

    /// The refresh that Cattle asks for when it starts; its status.
    func refresh() async throws -> Int {
        try await send(["\(base)/templates?refresh&action=refresh"], method: "POST").map(\.status)[0]
    }

    /// The templates of a base, with Cattle's slash before the query.
    func templates(base name: String) async throws -> [Template] {
        try await get(Collection<Template>.self, ["\(base)/templates/?\(query)&templateBase_eq=\(name)"])[0].data
    }

    /// Every template that this Rancher version is shown.
    func templates() async throws -> [Template] {
        try await get(Collection<Template>.self, ["\(base)/templates?\(query)"])[0].data
    }

    /// Every version with its window, whatever server asks.
    func everyVersion() async throws -> [Listed] {
        try await get(Collection<Listed>.self, ["\(base)/templateversions"])[0].data
    }

    /// The templates that stacks name.
    func templates(_ ids: [String]) async throws -> [Template] {
        try await get(Template.self, ids.map { "\(base)/templates/\($0)?\(query)" })
    }

    /// The versions that links lead to.
    func versions(at links: [String]) async throws -> [Version] { try await get(Version.self, links) }

    /// The versions to deploy.
    func versions(_ ids: [String]) async throws -> [Version] {
        try await get(Version.self, ids.map { "\(base)/templates/\($0)" })
    }

    /// What stacks that run versions should run: of each the version, then its template, then that one's default or latest.
    func currentVersions(ofStacksRunning ids: [String]) async throws -> [String?] {
        let versions = try await get(Version.self, ids.map { "\(base)/templateversions/\($0)?\(query)" })
        let links = try versions.map { version in
            guard let link = version.links["template"] else { throw Refused(description: "\(version.id): no template") }
            return "\(link)?\(query)"
        }
        return try await get(Template.self, links).map { try Self.defaultOrLatest($0).map(Self.versionID) }
    }

    /// The status of asking for a version; of one that is not there Cattle has nothing to do.
    func statusOfVersion(_ id: String) async throws -> Int {
        try await send(["\(base)/templateversions/\(id)?\(query)"]).map(\.status)[0]
    }

    /// The link that Cattle follows: the default's, else the one that ends in the largest number. What does not end in one
    /// kills its pass.
    static func defaultOrLatest(_ template: Template) throws -> String? {
        if let link = template.versionLinks[template.defaultVersion] { return link }
        let numbered = try template.versionLinks.values.map { link in
            guard let number = link.split(separator: ":").last.flatMap({ Int($0) }) else {
                throw Refused(description: "\(link): no number at its end")
            }
            return (number: number, link: link)
        }
        return numbered.max { $0.number < $1.number }?.link
    }

    /// The id that a link ends in, by which Cattle knows the version from then on.
    static func versionID(_ link: String) -> String { String(link.split(separator: "/").last ?? "") }

    private func get<Value: Decodable>(_ type: Value.Type, _ addresses: [String]) async throws -> [Value] {
        try zip(addresses, await send(addresses)).map { address, answer in
            guard answer.status == 200 else { throw Refused(description: "\(address): \(answer.status)") }
            do {
                return try JSONDecoder().decode(type, from: answer.body)
            } catch {
                throw Refused(description: "\(address): \(error)")
            }
        }
    }

    /// Sends requests one after another on one connection, with curl; redirects are answers like any other.
    private func send(
        _ addresses: [String], method: String = "GET"
    ) async throws -> [(status: Int, body: Data)] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "muster-answers-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = { (index: Int) in folder.appending(path: "\(index)") }
        let requests = addresses.enumerated().map { "url=\"\($1)\"\noutput=\"\(file($0).path)\"\n" }.joined()
        let options = folder.appending(path: "options")
        try Data(requests.utf8).write(to: options)
        let statuses = try await Command.output(
            "curl", ["-s", "-g", "-m", "60", "-X", method, "-w", "%{http_code}\n", "-K", options.path])
        let numbers = String(decoding: statuses, as: UTF8.self).split(separator: "\n").map { Int($0) ?? 0 }
        guard numbers.count == addresses.count else { throw Refused(description: "\(addresses): \(numbers)") }
        return numbers.enumerated().map { (status: $1, body: (try? Data(contentsOf: file($0))) ?? Data()) }
    }
}
