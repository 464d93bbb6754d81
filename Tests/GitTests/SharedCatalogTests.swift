import Catalog
import Foundation
import Git
import Testing

/// Clones of real catalogs, where their bundles are at hand; see ``SharedCatalogs``.
enum SharedCatalogs {
    static let folder: String? = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        let shared = ProcessInfo.processInfo.environment["MUSTER_SHARED"] ?? "\(root)/../shared"
        let catalogs = "\(shared)/catalogs"
        guard FileManager.default.fileExists(atPath: "\(catalogs)/library.bundle") else {
            print("skipped: the tests over real catalogs, since \(catalogs) has no library.bundle (set MUSTER_SHARED)")
            return nil
        }
        return catalogs
    }()

    /// A bare repository made from a bundle.
    static func clone(_ name: String, to path: String) throws {
        try Command.run("git", ["clone", "-q", "--bare", "\(folder ?? "")/\(name).bundle", path])
        let branches = try Command.run("git", ["-C", path, "for-each-ref", "--format=%(refname)", "refs/heads"])
        if let branch = branches.split(separator: "\n").first {
            try Command.run("git", ["-C", path, "symbolic-ref", "HEAD", String(branch)])
        }
    }
}

@Suite(.enabled(if: SharedCatalogs.folder != nil)) struct SharedCatalogTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test func theSameTreeByEveryTransport() async throws {
        let path = scratch.file("srv/library.git")
        try SharedCatalogs.clone("library", to: path)
        let (https, daemon) = try (
            HTTPSServer(serving: scratch.file("srv"), scratch: scratch),
            GitDaemonServer(serving: scratch.file("srv"), scratch: scratch)
        )
        let ssh = try SSHServer(scratch: scratch)
        var credential = Credential()
        credential.ca = https.authority
        credential.sshKey = ssh.key("rsa")
        credential.knownHosts = try ssh.knownHosts("host")
        let urls = [path, "file://\(path)", https.url("open/library.git"), daemon.url("library.git"), ssh.url(path)]
        var trees: [[TemplateFolder]] = []
        for (index, url) in urls.enumerated() {
            let mirror = GitMirror(directory: scratch.file("mirror-\(index)"))
            let commit = try await mirror.update(from: RemoteURL(parsing: url), credential: credential).commit
            trees.append(try await mirror.templateFolders(at: commit))
        }
        #expect(trees[0].count > 30)
        #expect(trees.allSatisfy { $0 == trees[0] })
    }

    @Test func severalCatalogsSideBySide() async throws {
        for name in ["library", "test"] { try SharedCatalogs.clone(name, to: scratch.file("srv/\(name).git")) }
        let server = try HTTPSServer(serving: scratch.file("srv"), scratch: scratch)
        let path = scratch.path
        // Each with a login and trust of its own: one has neither, and only that one fails.
        let outcomes = await withTaskGroup(of: (String, Bool).self) { group in
            for (index, name) in ["library", "test", "library", "test", "library"].enumerated() {
                group.addTask {
                    var credential = Credential()
                    credential.ca = index == 4 ? nil : server.authority
                    credential.basic = EmbeddedCredential(user: HTTPSServer.user, secret: HTTPSServer.password)
                    let mirror = GitMirror(directory: "\(path)/side-\(index)")
                    let url = try? RemoteURL(parsing: server.url("git/\(name).git"))
                    guard let url else { return ("\(index)", false) }
                    return ("\(index)", (try? await mirror.update(from: url, credential: credential)) != nil)
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(outcomes == ["0": true, "1": true, "2": true, "3": true, "4": false])
    }
}
