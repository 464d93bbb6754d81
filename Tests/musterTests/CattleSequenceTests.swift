import Diagnostics
import Foundation
import MusterTesting
import Testing
import Versions
import YAML

/// What a Rancher 1.6 server asks of the built binary, from its start to the check for upgrades, over the real catalogs and for
/// each of the Rancher versions that the corpus counts templates for.
@Suite(
    "A Rancher server's requests (shared corpus)", .serialized,
    .enabled(if: SharedCorpus.isPresent, "the shared corpus is not here"))
struct CattleSequenceTests {
    /// A Rancher version, and how many templates the reference lists for it.
    static let listed: KeyValuePairs = [
        "v1.0.0": 194, "v1.1.4": 199, "v1.2.0": 205, "v1.3.0": 207, "v1.4.0": 195, "v1.5.0": 201, "v1.6.0": 209,
        "v1.6.5": 211, "v1.6.14": 218, "v1.6.18": 219, "v1.6.30": 219,
    ]

    @Test("every template has its default, every stack its version, every version its files")
    func sequence() async throws {
        let catalogs = try [
            ("library", "v1.6-development"), ("community", "master"), ("test", "master"),
        ].map { name, branch in (name: name, branch: branch, repository: try TestRepository(bundle: "\(name).bundle")) }
        let data = FileManager.default.temporaryDirectory.appending(path: "muster-cattle-\(UUID().uuidString)").path
        defer {
            for catalog in catalogs { catalog.repository.remove() }
            try? FileManager.default.removeItem(atPath: data)
        }
        let server = try await RunningServer(
            ["serve", "--port", "0", "--data-dir", data]
                + catalogs.flatMap { ["--catalog", "\($0.name)=\($0.repository.path)#\($0.branch)"] })
        var windows: CatalogWindows?
        for (round, (rancherVersion, count)) in Self.listed.enumerated() {
            let cattle = CattleClient(port: server.port, rancherVersion: rancherVersion)
            #expect(try await cattle.refresh() == 204)
            let known = if let windows { windows } else { CatalogWindows(try await cattle.everyVersion()) }
            windows = known
            let pass = CattlePass(cattle: cattle, rancherVersion: rancherVersion, windows: known)
            try await pass.checkLists(listed: count)
            try await pass.loadProjectTemplates()
            try await pass.checkInfraTemplates()
            try await pass.checkUpgrades(round: round, of: Self.listed.count)
        }
        #expect(server.stop() == 0)
    }
}

/// Which versions a Rancher version may see, computed from the windows alone.
struct CatalogWindows: Sendable {
    /// By template, the version that stands for each text: of several folders the greatest revision.
    private let versions: [String: [CattleClient.Listed]]

    init(_ listed: [CattleClient.Listed]) {
        versions = Dictionary(grouping: listed, by: \.templateId).mapValues { versions in
            let standing = Dictionary(versions.map { ($0.version, $0) }) { one, other in
                Self.revision(one) > Self.revision(other) ? one : other
            }
            return Array(standing.values)
        }
    }

    private static func revision(_ version: CattleClient.Listed) -> Int {
        version.id.split(separator: ":").last.flatMap { Int($0) } ?? -1
    }

    /// The ids of the versions of a template that a Rancher version may see.
    func visible(_ template: String, _ rancherVersion: String) -> Set<String> {
        Set((versions[template] ?? []).filter { Self.admits($0, rancherVersion) }.map(\.id))
    }

    /// The ids of all versions of a template.
    func all(_ template: String) -> [String] { (versions[template] ?? []).map(\.id).sorted() }

    /// The ids of all templates whose id begins so, sorted.
    func templates(beginning: String) -> [String] { versions.keys.filter { $0.hasPrefix(beginning) }.sorted() }

    /// The ids of the templates of a base of which a Rancher version may see a version; of all bases for nil.
    func templates(base: String?, _ rancherVersion: String) -> Set<String> {
        Set(
            versions.keys.filter { id in
                let isOfBase = base.map { id.split(separator: ":").last?.hasPrefix("\($0)*") == true } ?? true
                return isOfBase && !visible(id, rancherVersion).isEmpty
            })
    }

    private static func admits(_ version: CattleClient.Listed, _ rancherVersion: String) -> Bool {
        RancherWindow(minimum: version.minimumRancherVersion, maximum: version.maximumRancherVersion)
            .contains(rancherVersion)
    }
}

/// One Rancher server's requests, with what must hold of the answers.
private struct CattlePass {
    let cattle: CattleClient
    let rancherVersion: String
    let windows: CatalogWindows

    /// Every list holds what the windows admit, and no template whose default is not among its links.
    func checkLists(listed: Int) async throws {
        let all = try await cattle.templates()
        #expect(all.count == listed, "\(rancherVersion)")
        #expect(Set(all.map(\.id)) == windows.templates(base: nil, rancherVersion), "\(rancherVersion)")
        for template in all { checkLinks(of: template) }
    }

    /// Every project template with every stack that it names (`CatalogServiceImpl`, `ProjectTemplateService`).
    func loadProjectTemplates() async throws {
        let templates = try await cattle.templates(base: "project")
        #expect(!templates.isEmpty, "\(rancherVersion): Cattle waits four minutes for one")
        #expect(Set(templates.map(\.id)) == windows.templates(base: "project", rancherVersion), "\(rancherVersion)")
        for template in templates { checkLinks(of: template) }
        let links = try templates.map { try #require($0.versionLinks[$0.defaultVersion], "\($0.id)") }
        let versions = try await cattle.versions(at: links)
        #expect(versions.map(\.id) == links.map(CattleClient.versionID))
        var stacks: [String] = []
        for version in versions {
            let project = try ProjectFile(#require(version.files["project.yml"], "\(version.id)"))
            #expect(!project.name.isEmpty && !project.templateIDs.isEmpty, "\(version.id)")
            stacks += project.templateIDs
        }
        try await deployStacks(of: stacks)
    }

    /// Every infra template's default comes with its files (`latestInfraTemplates`).
    func checkInfraTemplates() async throws {
        let templates = try await cattle.templates(base: "infra")
        #expect(Set(templates.map(\.id)) == windows.templates(base: "infra", rancherVersion), "\(rancherVersion)")
        #expect(templates.contains { $0.catalogId == "library" }, "\(rancherVersion)")
        for template in templates { checkLinks(of: template) }
        try await deploy(templates.compactMap { $0.versionLinks[$0.defaultVersion] })
    }

    /// What the upgrade manager would run instead of each version of the library's infra templates: the template's default, which
    /// this server can run; nothing where it can run none. What comes out depends on the template and on the server, so a round asks for some versions of each
    /// template, and all rounds together for every one.
    func checkUpgrades(round: Int, of rounds: Int) async throws {
        let current = Dictionary(
            try await cattle.templates(base: "infra").filter { $0.catalogId == "library" }.map {
                ($0.id, $0.versionLinks[$0.defaultVersion].map(CattleClient.versionID))
            }
        ) { first, _ in first }
        #expect(!current.isEmpty, "\(rancherVersion)")
        let running = windows.templates(beginning: "library:infra*").flatMap { template in
            let versions = windows.all(template)
            let stride = min(rounds, versions.count)
            return versions.enumerated().filter { $0.offset % stride == round % stride }.map(\.element)
        }
        let next = try await cattle.currentVersions(ofStacksRunning: running)
        for (version, next) in zip(running, next) {
            let template = version.split(separator: ":").dropLast().joined(separator: ":")
            #expect(next == current[template] ?? nil, "\(rancherVersion) \(version)")
            #expect((next == nil) == windows.visible(template, rancherVersion).isEmpty, "\(rancherVersion) \(version)")
        }
        #expect(try await cattle.statusOfVersion("library:infra*ipsec:999999") == 404)
    }

    /// The stacks of environment templates: of each its template, that one's default or latest version, and its files. A stack
    /// has none exactly where no window admits this server.
    private func deployStacks(of templateIDs: [String]) async throws {
        let templates = try await cattle.templates(templateIDs)
        #expect(templates.map(\.id) == templateIDs)
        var links: [String] = []
        for template in templates {
            let visible = windows.visible(template.id, rancherVersion)
            #expect(Set(template.versionLinks.values.map(CattleClient.versionID)) == visible, "\(template.id)")
            let link = try CattleClient.defaultOrLatest(template)
            #expect(link == template.versionLinks[template.defaultVersion], "\(rancherVersion) \(template.id)")
            #expect((link == nil) == visible.isEmpty, "\(rancherVersion) \(template.id)")
            if let link { links.append(link) }
        }
        try await deploy(links)
    }

    private func deploy(_ links: [String]) async throws {
        let ids = links.map(CattleClient.versionID)
        for (id, version) in zip(ids, try await cattle.versions(ids)) {
            let template = id.split(separator: ":").dropLast().joined(separator: ":")
            #expect(windows.visible(template, rancherVersion).contains(id), "\(rancherVersion) \(id)")
            #expect(version.id == id)
            #expect(!version.dockerCompose.isEmpty, "\(id)")
            #expect(version.files["rancher-compose.yml"]?.isEmpty == false, "\(id)")
        }
    }

    /// Cattle skips a template whose default is not among its links, and cuts ids out of the links' text.
    private func checkLinks(of template: CattleClient.Template) {
        #expect(template.versionLinks[template.defaultVersion] != nil, "\(rancherVersion) \(template.id)")
        for link in template.versionLinks.values {
            #expect(link.hasSuffix(CattleClient.versionID(link)) && !link.contains("?"), "\(link)")
            #expect(CattleClient.versionID(link).hasPrefix("\(template.id):"), "\(link)")
        }
    }
}

/// What Cattle reads of a `project.yml`.
private struct ProjectFile {
    let name: String
    let templateIDs: [String]

    struct Broken: Error {
        let text: String
    }

    init(_ text: String) throws {
        let document = YAMLDocument.parse(SourceText(path: "project.yml", bytes: Array(text.utf8)))
        guard !document.isBroken, let name = document.root?["name"]?.scalar?.text,
            let stacks = document.root?["stacks"]?.elements
        else { throw Broken(text: text) }
        self.name = name
        templateIDs = try stacks.map { stack in
            guard let id = stack["templateId"]?.scalar?.text else { throw Broken(text: text) }
            return id
        }
    }
}
