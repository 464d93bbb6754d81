import Catalog
package import Diagnostics
import Foundation
import Git
import Store

/// `muster doctor`: says what is wrong in a data directory, and repairs what can be derived again.
///
/// The directory is held meanwhile, as by a server. What only a client knows, a catalog or a credential, is never removed.
package struct ExamineDataDirectory: Sendable {
    private let store: StoreExamination
    private let mirrors: String

    /// Takes a data directory.
    ///
    /// - Throws: ``StoreError`` when there is none, or another process uses it.
    package init(directory: String) throws {
        store = try StoreExamination(directory: directory)
        mirrors = store.directory + "/mirrors"
    }

    /// Reports everything that is found, and changes nothing. What can be repaired is returned.
    package func examine(_ report: @escaping (Diagnostic) -> Void) async -> DataDirectoryRepair {
        var storeRepairs: [StoreRepair] = []
        let overview = store.examine { finding in
            if let repair = finding.repair { storeRepairs.append(repair) }
            report(finding.diagnostic)
        }
        var repair = DataDirectoryRepair()
        repair.store = storeRepairs
        await examineMirrors(overview, &repair, report)
        return repair
    }

    /// Repairs; what was done, to be told.
    package func perform(_ repair: DataDirectoryRepair) async throws -> [Diagnostic] {
        var done = try store.repair(repair.store) { repair.mirrored.contains($0) }
        for path in repair.damagedMirrors {
            try await GitMirror(directory: path).remove()
            done.append(repaired("the damaged mirror was removed; the next refresh clones it anew", at: path))
        }
        for path in repair.leftovers {
            try FileManager.default.removeItem(atPath: path)
            done.append(repaired("this was needed by no catalog and has been removed", at: path))
        }
        return done
    }

    private func repaired(_ message: String, at path: String) -> Diagnostic {
        Diagnostic(.repaired, .note, message, at: .wholeFile(path))
    }
}

extension ExamineDataDirectory {
    private func examineMirrors(
        _ overview: StoreExamination.Overview, _ repair: inout DataDirectoryRepair, _ report: (Diagnostic) -> Void
    ) async {
        let paths = overview.catalogs.map { ("\(mirrors)/\(CatalogService.mirrorFolder(of: $0))", $0) }
        let catalogs = Dictionary(paths) { first, _ in first }
        for path in entries(of: mirrors).flatMap(entries) {
            if Self.isUnfinished(path) {
                repair.leftovers.append(path)
                report(unfinished(path))
            } else if let key = catalogs[path] {
                await examineMirror(path, of: key, &repair, report)
            } else if !Self.isMirrorName(path) {
                report(foreign(path))
            } else {
                if overview.isComplete { repair.leftovers.append(path) }
                report(withoutCatalog(path, isSure: overview.isComplete))
            }
        }
    }

    private func examineMirror(
        _ path: String, of key: CatalogKey, _ repair: inout DataDirectoryRepair, _ report: (Diagnostic) -> Void
    ) async {
        let examination = await MirrorExamination(of: path)
        if examination.isWhole { repair.mirrored.insert(key) }
        if examination.isDamaged { repair.damagedMirrors.append(path) }
        for diagnostic in examination.diagnostics { report(diagnostic) }
    }

    private func unfinished(_ path: String) -> Diagnostic {
        Diagnostic(
            .mirrorUnfinished, .warning, "an update that was interrupted left this", at: .wholeFile(path),
            help: "--repair removes it")
    }

    private func foreign(_ path: String) -> Diagnostic {
        Diagnostic(
            .mirrorForeign, .note, "this is not from Muster", at: .wholeFile(path), help: "move it elsewhere")
    }

    private func withoutCatalog(_ path: String, isSure: Bool) -> Diagnostic {
        Diagnostic(
            .mirrorWithoutCatalog, .warning, "no catalog has this mirror", at: .wholeFile(path),
            help: isSure
                ? "--repair removes it"
                : "its catalog may be one of those that could not be read; its file muster-source says where it is from"
        )
    }

    /// The full paths of what is in a folder, in order; nothing when it is none.
    private func entries(of folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().map { "\(folder)/\($0)" }
    }

    private static func name(_ path: String) -> Substring { path.split(separator: "/").last ?? "" }

    private static func isUnfinished(_ path: String) -> Bool {
        let name = name(path)
        return name.hasPrefix(".") && (name.contains(".new-") || name.contains(".old-"))
    }

    /// Whether a folder's name is one that ``CatalogService/folderName(_:)`` makes.
    private static func isMirrorName(_ path: String) -> Bool {
        name(path).utf8.allSatisfy { byte in
            let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            return isLetter || (48...57).contains(byte) || "-_%".utf8.contains(byte)
        }
    }
}

/// What examining the mirrors of a data directory can find. The codes are stable.
extension DiagnosticCode {
    /// An update of a mirror was interrupted and left a folder.
    package static let mirrorUnfinished = DiagnosticCode("mirror-unfinished")
    /// A mirror's catalog is not known.
    package static let mirrorWithoutCatalog = DiagnosticCode("mirror-without-catalog")
    /// Something among the mirrors is none of Muster's.
    package static let mirrorForeign = DiagnosticCode("mirror-foreign")
}
