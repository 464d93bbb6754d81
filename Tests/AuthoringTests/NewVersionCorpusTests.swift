import Authoring
import Catalog
import Diagnostics
import Lint
import MusterTesting
import Testing

/// New versions of every template of the public catalogs.
@Suite("New versions over the catalogs", .enabled(if: SharedCorpus.isPresent, "the shared corpus is not here"))
struct NewVersionCorpusTests {
    /// A finding without what a copy changes: folders and texts of versions.
    private struct Known: Hashable {
        let rule: String
        let path: String
        let line: Int?
        let message: String
    }

    @Test(
        "a new version can be made of every template whose versions have a next one, and adds no finding of its own",
        arguments: [("community", "master"), ("library", "v1.6-development"), ("test", "master")])
    func made(_ name: String, _ branch: String) async throws {
        let checkout = try GitCheckout(bundle: "\(name).bundle", branch: branch)
        let templates = Dictionary(grouping: checkout.files) {
            $0.path.split(separator: "/").prefix(2).joined(separator: "/")
        }
        var (before, after) = (LintedCatalog(), LintedCatalog())
        var made: [NewVersion] = []
        for (path, files) in templates.sorted(by: { $0.key < $1.key }) {
            let all = TemplateTexts(
                path: path, files: Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.contents) }))
            guard all.template?.versions.isEmpty == false else { continue }
            do {
                let new = try NewVersion(NewVersion.Request(), of: all)
                made.append(new)
                let kept = all.files.filter { Self.isKept($0.key, by: new, in: path) }
                before.apply(files: kept)
                after.apply(files: kept)
                after.apply(new.edit)
            } catch {
                #expect(Self.isExpected("\(error)"), "\(path): \(error)")
            }
        }
        #expect(made.count > templates.count / 2, "\(made.count) of \(templates.count)")
        let renamed = Dictionary(uniqueKeysWithValues: made.map { ($0.edit.folder, $0) })
        let known = Set(await before.findings().map { Self.known($0, renamed) })
        let added = await after.findings().filter { !known.contains(Self.known($0, renamed)) }
        #expect(
            added.isEmpty,
            "\(added.count): \(added.prefix(8).map { "\($0.rule) \($0.diagnostic.location): \($0.diagnostic.message)" })"
        )
    }

    @Test(
        "and with a minimum for it, the old version ends before it, in whatever way its file is written",
        arguments: [("community", "master"), ("library", "v1.6-development"), ("test", "master")])
    func closed(_ name: String, _ branch: String) throws {
        let checkout = try GitCheckout(bundle: "\(name).bundle", branch: branch)
        let templates = Dictionary(grouping: checkout.files) {
            $0.path.split(separator: "/").prefix(2).joined(separator: "/")
        }
        var closed = 0
        for (path, files) in templates.sorted(by: { $0.key < $1.key }) {
            let all = TemplateTexts(
                path: path, files: Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.contents) }))
            guard all.template?.versions.isEmpty == false else { continue }
            var request = NewVersion.Request()
            request.minimumRancherVersion = "v1.6.40-rc1"
            do {
                let new = try NewVersion(request, of: all)
                let added = new.edit.changed.values.map { $0.new.count - $0.old.count }
                #expect(added.allSatisfy { abs($0) < 80 }, "\(path): \(added)")
                closed += new.notes.contains { $0.hasSuffix("up to v1.6.39") } ? 1 : 0
            } catch {
                let isNoBlock = "\(error)".contains("has no catalog block")
                #expect(Self.isExpected("\(error)") || isNoBlock, "\(path): \(error)")
            }
        }
        #expect(closed > templates.count / 3, "\(closed) of \(templates.count)")
    }

    /// The template's own files and the copied version: the others were linted when they were made.
    private static func isKept(_ path: String, by new: NewVersion, in template: String) -> Bool {
        let rest = path.dropFirst(template.count + 1)
        return !rest.contains("/") || rest.hasPrefix(new.older.folderName + "/")
    }

    private static func isExpected(_ reason: String) -> Bool {
        reason.contains("is not of the form 1.2.3") || reason.contains("already has the version")
    }

    private static func known(_ finding: Finding, _ made: [String: NewVersion]) -> Known {
        let place = finding.diagnostic.location
        let folder = place.path.split(separator: "/").prefix(3).joined(separator: "/")
        var (path, message) = (place.path, finding.diagnostic.message)
        let new =
            made[folder]
            ?? made.values.first {
                $0.edit.folder.hasPrefix(folder.split(separator: "/").prefix(2).joined(separator: "/") + "/")
            }
        if let new {
            if made[folder] != nil {
                path =
                    folder.split(separator: "/").dropLast().joined(separator: "/") + "/\(new.older.folderName)"
                    + place.path.dropFirst(folder.count)
            }
            message = message.replacing("\"\(new.text)\"", with: "\"\(new.older.version)\"")
        }
        return Known(rule: finding.rule, path: path, line: place.start?.line, message: message)
    }
}

extension LintedCatalog {
    fileprivate mutating func apply(files new: [String: [UInt8]]) {
        self = LintedCatalog(files.merging(new) { $1 })
    }
}
