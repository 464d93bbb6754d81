import Catalog
import Foundation
import Lanes
import Logging
import Store

extension CatalogService {
    /// The contents that are looked at in one transaction, so that readers and refreshes never wait long for it.
    static let garbageLimit = 1_000

    /// Removes, a bounded number at a time, contents that no snapshot needs any more, and the mirrors of catalogs that are
    /// gone, such as those of a server that was killed while it removed one.
    func collectGarbage() async {
        do {
            var count = 0
            repeat {
                count = try await Lane.storing.run(for: .process) {
                    // Contents that a snapshot has let go of are read from the one before until it is published too.
                    guard try areServedSnapshotsStored() else { return 0 }
                    return try store.collectGarbage(limit: Self.garbageLimit)
                }
            } while count == Self.garbageLimit && !Task.isCancelled
        } catch {
            logger.warning("cannot remove unneeded contents", metadata: ["error": "\(error)"])
        }
        await collectMirrors()
    }

    /// Whether the stored snapshot of every catalog that is served is the one that is served.
    private func areServedSnapshotsStored() throws -> Bool {
        let stored = try store.commits()
        return publication.catalogs.allSatisfy { $0.snapshot == nil || $0.snapshot?.commit == stored[$0.key] }
    }

    private func collectMirrors() async {
        let directory = settings.mirrorDirectory
        let paths = try? await Lane.reading.run(for: .process) {
            Self.entries(of: directory).flatMap(Self.entries)
        }
        for path in paths ?? [] {
            if !isHidden(path), !hasMirror(in: path) { await removeMirror(in: path) }
        }
    }

    /// Whether the path is that of a mirror under way; the next update of the same mirror removes what is left.
    private func isHidden(_ path: String) -> Bool {
        path.split(separator: "/").last?.hasPrefix(".") ?? true
    }

    /// The full paths of what is in a folder; nothing when it is none.
    private static func entries(of folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted().map { "\(folder)/\($0)" }
    }
}
