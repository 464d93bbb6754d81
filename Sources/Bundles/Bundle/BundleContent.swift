import Compiler
import Encodings
import Catalog
import Compose
import Diagnostics
import JSON
import TemplateFunctions

/// What a version deploys: the parts of a bundle that depend on answers.
struct BundleContent {
    let compilation: Compilation?
    let files: [String: [UInt8]]
    let diagnostics: [Diagnostic]
    private let showsSecrets: Bool

    var isAccepted: Bool { compilation?.isAccepted ?? true }

    /// The content of a version; `compilation` is nil where its files are taken as they are.
    init(of source: VersionSource, compilation: Compilation?, showsSecrets: Bool) {
        self.compilation = compilation
        self.showsSecrets = showsSecrets
        diagnostics = compilation?.diagnostics ?? []
        var files = source.files.files.filter { !Self.isReadme($0.key) }.mapValues(\.bytes)
        if let compilation {
            for file in [compilation.selected?.dockerCompose, compilation.selected?.rancherCompose] {
                if let file { files[file.name] = nil }
            }
            for document in compilation.renderedDocuments { files[document.name] = document.text }
        }
        self.files = files
    }

    /// Whether a file is the version's README: by name, so that nothing else that begins so is left out.
    private static func isReadme(_ path: String) -> Bool {
        ["readme", "readme.md", "readme.markdown", "readme.txt"].contains(path.lowercased())
    }

    /// The parts of the document.
    func parts(_ source: VersionSource) -> [String: JSONNode] {
        var (texts, binaries): ([String: JSONNode], [String: JSONNode]) = ([:], [:])
        for (path, bytes) in files {
            if let text = String(validating: bytes, as: UTF8.self) {
                texts[path] = .string(text)
            } else {
                binaries[path] = .string(String(decoding: Base64.encoded(bytes), as: UTF8.self))
            }
        }
        let questions = source.version.questions ?? []
        let images = compilation?.images ?? []
        var parts: [String: JSONNode] = [
            "answers": compilation?.answers?.json(showsSecrets: showsSecrets) ?? .object([:]),
            "files": .object(texts), "images": .array(images.map { $0.json(below: source.files.folder) }),
            "questions": .array((compilation?.answers?.form.questions ?? questions).map(\.json)),
        ]
        if !binaries.isEmpty { parts["binaryFiles"] = .object(binaries) }
        if let stack = compilation?.stack { parts["compose"] = stack.project.json }
        if BundleKind(base: source.template.base) == .machineDriver { parts["driver"] = Self.driver(source.files) }
        return parts
    }

    /// What Rancher's UI registers a machine driver with: texts of files, without the blanks around them.
    private static func driver(_ files: VersionFiles) -> JSONNode {
        func text(_ names: String...) -> JSONNode? {
            names.lazy.compactMap { files[$0] }.first.map { .string($0.trimmed) }
        }
        return .members(["checksum": text("checksum"), "uiUrl": text("ui-url", "uiUrl"), "url": text("url")])
    }
}
