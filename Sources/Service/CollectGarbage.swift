import Foundation
import Git
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
                count = try store.collectGarbage(limit: Self.garbageLimit)
                await Task.yield()
            } while count == Self.garbageLimit && !Task.isCancelled
        } catch {
            logger.warning("cannot remove unneeded contents", metadata: ["error": "\(error)"])
        }
        await collectMirrors()
    }

    private func collectMirrors() async {
        for path in Self.entries(of: settings.mirrorDirectory).flatMap(Self.entries) {
            // Asked for each one at the last moment: its catalog may have been added meanwhile.
            guard !isHidden(path), !records.contains(where: { mirrorDirectory(of: $0.key) == path }) else { continue }
            mirrors.forget(path)
            do {
                try await GitMirror(directory: path).remove()
                logger.info("the mirror of a catalog that is gone has been removed", metadata: ["path": "\(path)"])
            } catch {
                logger.warning("cannot remove a mirror", metadata: ["error": "\(error)"])
            }
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
