import Versions

/// A template that is to be made, with what its files say of it.
package struct NewTemplate: Sendable, Hashable {
    /// Where it goes, and what kind it is.
    package let place: TemplatePlace
    /// The name that people read; nil for one made of the folder's.
    package var title: String?
    /// What it is for, in a sentence.
    package var description: String?
    /// What lists show it under; nil for the kind's usual one.
    package var category: String?
    /// `Name <address>`; nil leaves it out.
    package var maintainer: String?
    /// An identifier of SPDX; nil leaves it out.
    package var license: String?
    /// The oldest Rancher server that it is for.
    package var rancherVersion = Self.usualRancherVersion

    /// The first release candidate of 1.6: the servers that there are.
    package static let usualRancherVersion = "v1.6.0-rc1"

    /// A template with nothing said of it yet.
    package init(at place: TemplatePlace) { self.place = place }

    /// The files of the template, of its kind's scaffold.
    package func edit() throws(AuthoringRefusal) -> CatalogEdit {
        guard RancherVersionText.isVersion(rancherVersion) else {
            throw AuthoringRefusal("\"\(rancherVersion)\" is no version of Rancher; write all three numbers: v1.6.0")
        }
        let words = words
        for case (_, let text?) in words where text.unicodeScalars.contains(where: Self.isControl) {
            throw AuthoringRefusal("a title, description, category, maintainer or licence is one line of text")
        }
        var added: [String: [UInt8]] = [:]
        for (path, text) in Scaffold.files(of: place.kind) {
            let name = path.replacing("SCAFFOLD_FOLDER", with: place.folderName)
            added["\(place.base)/\(name)"] = Array(Scaffold.filled(text, at: path, with: words).utf8)
        }
        return CatalogEdit(folder: place.path, added: added)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || scalar == "\u{2028}" || scalar == "\u{2029}"
    }

    /// What stands for each word of a scaffold; nil for a line that is left out.
    private var words: [(word: String, text: String?)] {
        let title = title ?? Self.title(of: place.folderName)
        return [
            ("SCAFFOLD_FOLDER", place.folderName),
            ("SCAFFOLD_SERVICE", Self.service(of: place.folderName)),
            ("SCAFFOLD_TITLE", title),
            ("SCAFFOLD_DESCRIPTION", description ?? "What \(title) is for"),
            ("SCAFFOLD_CATEGORY", category ?? place.kind.category),
            ("SCAFFOLD_MAINTAINER", maintainer),
            ("SCAFFOLD_LICENSE", license),
            ("SCAFFOLD_RANCHER_VERSION", rancherVersion),
        ]
    }

    /// `log-agent` read as a title: `Log Agent`.
    private static func title(of folderName: String) -> String {
        folderName.split { "-_.".contains($0) }.map { $0.prefix(1).uppercased() + $0.dropFirst() }
            .joined(separator: " ")
    }

    /// A service's name that resolves as a host's name, too: small letters, digits and `-`.
    private static func service(of folderName: String) -> String {
        folderName.lowercased().split { "-_.".contains($0) }.joined(separator: "-")
    }
}
