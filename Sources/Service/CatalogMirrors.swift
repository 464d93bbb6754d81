import Catalog
import Foundation
import Store

/// Where each catalog's mirror lies: `MIRRORS/environment/name`, both percent-encoded so that no name leads outside.
extension CatalogService {
    /// The folder of the catalog's mirror; it need not exist.
    func mirrorDirectory(of key: CatalogKey) -> String {
        "\(settings.mirrorDirectory)/\(Self.mirrorFolder(of: key))"
    }

    /// The folder of a catalog's mirror within the folder of all mirrors.
    static func mirrorFolder(of key: CatalogKey) -> String {
        "\(folderName(key.environment))/\(folderName(key.name))"
    }

    /// Moves the mirror of a renamed catalog, if it has one, so that nothing is fetched twice.
    func moveMirror(from old: CatalogKey, to new: CatalogKey) throws {
        let (before, after) = (mirrorDirectory(of: old), mirrorDirectory(of: new))
        guard FileManager.default.fileExists(atPath: before) else { return }
        mirrors.forget(before)
        mirrors.forget(after)
        if FileManager.default.fileExists(atPath: after) { try FileManager.default.removeItem(atPath: after) }
        try FileManager.default.moveItem(atPath: before, toPath: after)
    }

    /// `name` with every byte but ASCII letters, digits, `-` and `_` as `%XX`. Different names stay different.
    static func folderName(_ name: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                out.append(byte)
            default:
                out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
