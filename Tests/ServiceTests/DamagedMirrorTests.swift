import Catalog
import Foundation
import MusterTesting
import Service
import Store
import Testing

@Suite("Refreshing from a damaged mirror")
struct DamagedMirrorTests {
    @Test("a file that cannot be read any more is fetched again by the same refresh")
    func clonedAnew() async throws {
        let repository = try TestRepository()
        defer { repository.remove() }
        try repository.commit(ServiceFixture.files(versions: ["1.0.0"]))
        let fixture = try ServiceFixture(catalogs: [ConfiguredCatalog(name: "cat", url: repository.path)])
        defer { fixture.remove() }
        #expect(try await fixture.service.refresh(environment: "global") == [])

        // An object that the next refresh parses: its header, which is looked at first, stays whole.
        let file = repository.path + "/templates/app/0/rancher-compose.yml"
        try await Self.spoil(file, inMirror: "\(fixture.directory)/mirrors/global/cat")
        try repository.commit(ServiceFixture.files(versions: ["1.0.0"], name: "Renamed"))
        #expect(try await fixture.service.refresh(environment: "global") == [])
        let catalog = fixture.service.publication.catalog(named: "cat", visibleIn: "global")
        #expect(catalog?.snapshot?.templates.first?.name == "Renamed")
    }

    /// Overwrites the end of a file's content in a mirror's pack.
    private static func spoil(_ file: String, inMirror mirror: String) async throws {
        let text = { (arguments: [String]) in
            String(decoding: try await Command.output("git", arguments), as: UTF8.self)
        }
        let id = try await text(["hash-object", file]).prefix(40)
        let folder = mirror + "/objects/pack"
        let packs = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".pack") }
        let pack = "\(folder)/\(try #require(packs.first))"
        let line = try #require(
            try await text(["verify-pack", "-v", pack]).split(separator: "\n").first { $0.hasPrefix(id) })
        let numbers = line.split(separator: " ").compactMap { UInt64($0) }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: pack)
        let handle = try FileHandle(forUpdating: URL(filePath: pack))
        try handle.seek(toOffset: numbers[2] + numbers[1] - 8)
        try handle.write(contentsOf: Data(repeating: 0xA5, count: 8))
        try handle.close()
    }
}
