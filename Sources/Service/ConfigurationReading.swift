import JSON

/// What the operator's configuration says, as far as it can be used. One entry that cannot costs nobody else.
package struct ConfigurationReading: Sendable, Hashable {
    /// The catalogs, ordered by name; no name stands twice.
    package private(set) var catalogs: [ConfiguredCatalog]
    /// The entries that cannot be used, and why.
    package private(set) var troubles: [OperatorTrouble] = []
    /// The names of all entries, usable or not: their catalogs are not dropped.
    package private(set) var names: Set<String> = []
    /// Whether every entry has a name. Where not, nobody knows which catalog is meant, and none is dropped.
    package private(set) var isFullyNamed = true

    /// Catalogs, of which the first of each name counts.
    init(_ catalogs: [ConfiguredCatalog], from source: String) {
        self.catalogs = []
        for catalog in catalogs { take(catalog, from: source) }
        self.catalogs.sort { $0.name < $1.name }
    }

    /// Whether a catalog is dropped because the configuration does not name it.
    func drops(_ name: String) -> Bool { isFullyNamed && !names.contains(name) }

    /// Branches as they are meant: `${RELEASE}` is that of a server's version.
    func resolved(by release: ReleaseBranch) -> ConfigurationReading {
        var reading = self
        reading.catalogs = catalogs.map {
            ConfiguredCatalog(name: $0.name, url: $0.url, branch: release.resolve($0.branch))
        }
        return reading
    }

    private mutating func take(_ catalog: ConfiguredCatalog, from source: String) {
        guard names.insert(catalog.name).inserted else {
            return refuse(catalog.name, in: source, "the name stands twice; the first one counts")
        }
        catalogs.append(catalog)
    }

    /// Notes an entry that cannot be used.
    mutating func refuse(_ name: String, in source: String, _ message: String) {
        names.insert(name)
        if name.isEmpty { isFullyNamed = false }
        troubles.append(OperatorTrouble(.catalogs, in: source, entry: name, message))
    }
}

extension ConfigurationReading {
    /// Reads the `repo.json` that Rancher's server writes.
    ///
    /// - Parameter heedsKind: whether an entry's `kind` counts. Rancher's server drops it when it makes the file of its
    ///   setting.
    /// - Throws: ``ConfigurationError`` when it is no such file at all, as when only a part of it was written.
    init(json bytes: [UInt8], named source: String, heedsKind: Bool = true) throws(ConfigurationError) {
        self.init([], from: source)
        for (name, entry) in try Self.entries(bytes, source).sorted(by: { $0.key < $1.key }) {
            do throws(Refusal) {
                let catalog = try Self.catalog(name, entry)
                if heedsKind { try Self.refuseForeign(entry) }
                take(catalog, from: source)
            } catch {
                refuse(name, in: source, error.message)
            }
        }
    }

    private struct Refusal: Error {
        let message: String
        init(_ message: String) { self.message = message }
    }

    private static func entries(
        _ bytes: [UInt8], _ source: String
    ) throws(ConfigurationError) -> [String: JSONNode] {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
        guard text.contains(where: { !" \t\r\n".utf8.contains($0) }) else {
            throw ConfigurationError(source, "it is empty; \(form)")
        }
        let document: JSONNode
        do throws(JSONSyntaxError) {
            document = try JSONNode(parsing: text)
        } catch {
            throw ConfigurationError(source, "it is no whole JSON text: \(error); \(form)")
        }
        guard let members = document.object else {
            throw ConfigurationError(source, "it is \(document.kindName); \(form)")
        }
        // An object without anything says that there are no catalogs; with something else it is a slip of the pen.
        guard let catalogs = member("catalogs", of: members) else {
            if members.isEmpty { return [:] }
            throw ConfigurationError(source, "it has no \"catalogs\"; \(form)")
        }
        guard let entries = catalogs.object else {
            throw ConfigurationError(source, "\"catalogs\" is \(catalogs.kindName); \(form)")
        }
        return entries
    }

    private static let form = #"write {"catalogs": {"NAME": {"url": "URL", "branch": "BRANCH"}}}"#

    /// A member by its name, or else by its name in other letters' case, as the reference's JSON reader finds it.
    private static func member(_ name: String, of members: [String: JSONNode]) -> JSONNode? {
        members[name]
            ?? members.sorted { $0.key < $1.key }.first { $0.key.lowercased() == name }?.value
    }

    private static func catalog(_ name: String, _ entry: JSONNode) throws(Refusal) -> ConfiguredCatalog {
        guard !name.isEmpty else { throw Refusal("the name is empty") }
        guard let members = entry.object else {
            throw Refusal(#"it is \#(entry.kindName); write {"url": "URL", "branch": "BRANCH"}"#)
        }
        guard let url = member("url", of: members) else { throw Refusal("it has no \"url\"") }
        guard let text = url.string else { throw Refusal("\"url\" is \(url.kindName) and must be a text") }
        guard !text.isEmpty else { throw Refusal("\"url\" is empty") }
        let branch = member("branch", of: members) ?? .null
        guard branch == .null || branch.string != nil else {
            throw Refusal("\"branch\" is \(branch.kindName) and must be a text")
        }
        return ConfiguredCatalog(name: name, url: text, branch: branch.string ?? "")
    }

    /// Refuses what is no catalog of templates: the reference serves Helm's repositories too.
    private static func refuseForeign(_ entry: JSONNode) throws(Refusal) {
        switch entry.object.flatMap({ member("kind", of: $0) }) ?? .null {
        case .null, .string(""), .string("native"): return
        case .string("helm"): throw Refusal(#""kind" is "helm", and only native catalogs are served"#)
        default: throw Refusal(#""kind" is unknown; only native catalogs are served"#)
        }
    }
}

extension ConfigurationReading {
    /// Reads both forms of Rancher's `catalog.url` setting: the JSON object, or `name=url,name=url`, in which
    /// a URL alone means `library` (contract of the Rancher 1.6 server and UI).
    init(setting text: String, named source: String) throws(ConfigurationError) {
        if text.hasPrefix("{") {
            try self.init(json: Array(text.utf8), named: source, heedsKind: false)
            return
        }
        self.init([], from: source)
        for entry in text.split(separator: ",").map(\.trimmingBlanks) where !entry.isEmpty {
            if let catalog = ConfiguredCatalog(entry: entry, defaultName: "library") {
                take(catalog, from: source)
            } else {
                // What is no name, or stands behind it, may hold a password.
                let name = entry.prefix { !"=/:@#".contains($0) }
                let hasName = entry.dropFirst(name.count).first == "="
                refuse(hasName ? String(name) : "library", in: source, ConfiguredCatalog.form)
            }
        }
        catalogs.sort { $0.name < $1.name }
    }
}

extension Substring {
    fileprivate var trimmingBlanks: String {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        return String(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
}
