import Foundation
import GRDB
import MusterTesting

/// A data directory that a server filled and left: one configured catalog with a mirror, and one that a client added
/// with a credential, whose remote never answered.
struct DataDirectory {
    let path = FileManager.default.temporaryDirectory.appending(path: "muster-data-\(UUID().uuidString)").path
    let repository: TestRepository

    var database: String { path + "/muster.sqlite" }
    var mirror: String { path + "/mirrors/global/cat" }

    static let files = [
        "templates/app/config.yml": "name: App\nversion: '1.0.0'\n",
        "templates/app/0/docker-compose.yml": "app:\n  image: nginx:1.15.12\n",
        "templates/app/0/rancher-compose.yml": ".catalog:\n  version: '1.0.0'\n",
    ]

    init() async throws {
        repository = try TestRepository()
        try repository.commit(Self.files)
        let server = try await start()
        let body = #"{"name":"mine","url":"https://alice:secret@127.0.0.1:1/x.git"}"#
        guard try server.request("POST", "/v1-catalog/catalogs?projectId=1a5", body: body).status == 200 else {
            throw RunningServer.Failure(description: "the catalog was not added")
        }
        server.stop()
    }

    /// Serves from the directory.
    func start() async throws -> RunningServer {
        try await RunningServer([
            "serve", "--port", "0", "--data-dir", path, "--catalog", "cat=\(repository.path)",
        ])
    }

    func doctor(_ options: String...) throws -> CommandLineTests.Outcome {
        try CommandLineTests.run(["doctor", path] + options)
    }

    func execute(_ sql: String) throws {
        let queue = try DatabaseQueue(path: database)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }

    /// Overwrites the page that a table begins on.
    func spoilPage(of table: String) throws {
        let queue = try DatabaseQueue(path: database)
        let sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        let root = try queue.read { try Int.fetchOne($0, sql: sql, arguments: [table]) }
        try queue.close()
        let file = try FileHandle(forWritingTo: URL(filePath: database))
        try file.seek(toOffset: UInt64((root ?? 1) - 1) * 4096)
        try file.write(contentsOf: Data(repeating: 0xA5, count: 64))
        try file.close()
    }

    /// Overwrites a part of one file's content in the mirror.
    func spoilMirror() throws {
        try SpoiledPack.overwrite(contentOf: repository.path + "/templates/app/0/docker-compose.yml", in: mirror)
    }

    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: "\(path)/\(name)/objects", withIntermediateDirectories: true)
    }

    func remove() {
        repository.remove()
        try? FileManager.default.removeItem(atPath: path)
    }
}
