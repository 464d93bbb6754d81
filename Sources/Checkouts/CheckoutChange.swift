package import Authoring
package import Foundation

/// Writing a change of a catalog into a checkout, whole or not at all.
package enum CheckoutChange {
    /// Makes the new folder beside its place and moves it there, then replaces the files that change. What fails is undone.
    package static func write(_ edit: CatalogEdit, into checkout: String) throws {
        let root = try refusingExisting(edit, in: checkout)
        let place = root.appending(path: edit.folder)
        do {
            try make(place, of: edit, in: root)
        } catch {
            throw failed(error)
        }
        do {
            try replace(edit, in: root)
        } catch {
            try? FileManager.default.removeItem(at: place)
            throw failed(error)
        }
    }

    /// The checkout's folder; throws where the new folder is there already. A link that leads nowhere is in the way, too.
    @discardableResult
    package static func refusingExisting(_ edit: CatalogEdit, in checkout: String) throws -> URL {
        let root = try existing(checkout)
        guard (try? FileManager.default.attributesOfItem(atPath: root.appending(path: edit.folder).path)) == nil else {
            throw CheckoutFailure("\(edit.folder) is already there, and nothing was changed")
        }
        return root
    }

    private static func failed(_ error: any Error) -> CheckoutFailure {
        CheckoutFailure("nothing was made: \((error as NSError).localizedDescription)")
    }

    /// The checkout's folder, which must be there.
    package static func existing(_ checkout: String) throws -> URL {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: checkout, isDirectory: &isDirectory), isDirectory.boolValue else {
            throw CheckoutFailure(
                "\(checkout) is no folder; name the checkout of a catalog, or make a folder for it first")
        }
        return URL(filePath: checkout)
    }

    private static func make(_ place: URL, of edit: CatalogEdit, in root: URL) throws {
        // A hidden folder is no part of a catalog: whoever serves the checkout meanwhile sees nothing of it.
        let staged = root.appending(path: ".muster-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: staged) }
        let files = FileManager.default
        for (path, bytes) in edit.added.sorted(by: { $0.key < $1.key }) {
            let file = staged.appending(path: String(path.dropFirst(edit.folder.count + 1)))
            try files.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
        let base = place.deletingLastPathComponent()
        let isNewBase = !files.fileExists(atPath: base.path)
        try files.createDirectory(at: base, withIntermediateDirectories: true)
        do {
            try files.moveItem(at: staged, to: place)
        } catch {
            if isNewBase { rmdir(base.path) }
            throw error
        }
    }

    private static func replace(_ edit: CatalogEdit, in root: URL) throws {
        var done: [(file: URL, old: [UInt8])] = []
        do {
            for (path, change) in edit.changed.sorted(by: { $0.key < $1.key }) {
                let file = root.appending(path: path)
                done.append((file, change.old))
                try Data(change.new).write(to: file, options: .atomic)
            }
        } catch {
            for (file, old) in done { try? Data(old).write(to: file, options: .atomic) }
            throw error
        }
    }
}
