public import Compiler
public import Catalog
public import JSON
import Diagnostics
import YAML

/// Every image that some versions run, with who runs it: what a site without internet must bring along.
public struct ImageList: Sendable {
    /// A service that runs an image.
    public struct User: Sendable, Hashable {
        /// The version's id.
        public let id: TemplateID
        /// The service and the line.
        public let use: ImageUse
    }

    private var users: [String: [User]] = [:]

    /// A list without images.
    public init() {}

    /// Adds what a version runs.
    public mutating func add(_ uses: [ImageUse], of id: TemplateID) {
        for use in uses { users[use.image, default: []].append(User(id: id, use: use)) }
    }

    /// The images in alphabetical order, each once.
    public var images: [String] { users.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

    /// Who runs an image, in the order in which the versions were added.
    public func users(of image: String) -> [User] { users[image] ?? [] }

    /// Names that are no image's: a variable that nothing answers.
    public var unreadable: [String] { images.filter { ImageReference(parsing: $0) == nil } }

    /// The list for programs: `[{image, usedBy: [{id, service, file, line}]}]`.
    public var json: JSONNode {
        .array(
            images.map { image in
                .members([
                    "image": .string(image),
                    "usedBy": .array(
                        users(of: image).map { user in
                            .members([
                                "file": .string(user.use.location.path), "id": .string(user.id.description),
                                "line": user.use.location.start.map { .integer($0.line) },
                                "service": .string(user.use.service),
                            ])
                        }),
                ])
            })
    }

    /// The list as `skopeo sync --src yaml` reads it: tags or digests by registry and repository. An image without a tag is
    /// `latest`.
    public var skopeo: [UInt8] {
        var registries: [String: [String: Set<String>]] = [:]
        for reference in images.compactMap({ ImageReference(parsing: $0) }) {
            let version = reference.digest ?? reference.tag ?? "latest"
            registries[reference.registry, default: [:]][reference.repository, default: []].insert(version)
        }
        var text = ""
        for (registry, repositories) in registries.sorted(by: { $0.key < $1.key }) {
            text += "\(Self.quoted(registry)):\n  images:\n"
            for (repository, versions) in repositories.sorted(by: { $0.key < $1.key }) {
                let list = versions.sorted().map { Self.quoted($0) }.joined(separator: ", ")
                text += "    \(Self.quoted(repository)): [\(list)]\n"
            }
        }
        return Array((text.isEmpty ? "{}\n" : text).utf8)
    }

    private static func quoted(_ text: String) -> String { String(decoding: YAMLEmitter.quoted(text), as: UTF8.self) }
}
