import Foundation

/// A catalog that the operator configured, for all environments.
public struct ConfiguredCatalog: Sendable, Hashable {
    /// The catalog's name.
    public let name: String
    /// Its URL, as written; may still carry credentials.
    public let url: String
    /// The branch; empty for the default.
    public let branch: String

    /// A configured catalog.
    public init(name: String, url: String, branch: String = "") {
        self.name = name
        self.url = url
        self.branch = branch
    }
}

/// Where the operator's catalogs come from. A file is read again at every global refresh.
public enum CatalogConfiguration: Sendable {
    /// The `repo.json` that Rancher's server writes, at this path.
    case file(String)
    /// A list that stays as it is.
    case fixed([ConfiguredCatalog])

    /// The configured catalogs now, ordered by name. Branches are resolved by `release`.
    public func load(release: ReleaseBranch) throws(ConfigurationError) -> [ConfiguredCatalog] {
        let written: [ConfiguredCatalog]
        switch self {
        case .fixed(let catalogs): written = catalogs
        case .file(let path):
            guard let data = FileManager.default.contents(atPath: path) else {
                throw ConfigurationError("cannot read the catalog configuration \(path): no such file, or not readable")
            }
            written = try Self.parse(json: data, named: path)
        }
        return written.map { ConfiguredCatalog(name: $0.name, url: $0.url, branch: release.resolve($0.branch)) }
            .sorted { $0.name < $1.name }
    }

    /// Reads both forms of Rancher's `catalog.url` setting: the JSON object, or `name=url,name=url`, in which
    /// a URL alone means `library` (contract of the Rancher 1.6 server and UI).
    public static func parse(setting text: String) throws(ConfigurationError) -> [ConfiguredCatalog] {
        let source = "DEFAULT_CATTLE_CATALOG_URL"
        if text.hasPrefix("{") { return try parse(json: Data(text.utf8), named: source) }
        var catalogs: [ConfiguredCatalog] = []
        for entry in text.split(separator: ",") {
            let trimmed = entry.trimmingCharacters(in: .whitespaces)
            if trimmed.isEmpty { continue }
            catalogs.append(try parse(entry: trimmed, defaultName: "library", named: source))
        }
        return catalogs
    }

    /// Reads one `NAME=URL[#BRANCH]`, as the command line and the legacy setting have it.
    public static func parse(
        entry: String, defaultName: String? = nil, named source: String
    ) throws(ConfigurationError) -> ConfiguredCatalog {
        var name = defaultName
        var url = entry
        if let separator = entry.firstIndex(of: "="), !entry[..<separator].contains(where: { "/:@".contains($0) }) {
            name = String(entry[..<separator])
            url = String(entry[entry.index(after: separator)...])
        }
        guard let name, !name.isEmpty, !url.isEmpty else {
            throw ConfigurationError("\(source): write NAME=URL or NAME=URL#BRANCH, not \"\(redacted(entry))\"")
        }
        guard let hash = url.lastIndex(of: "#") else { return ConfiguredCatalog(name: name, url: url) }
        let branch = String(url[url.index(after: hash)...])
        return ConfiguredCatalog(name: name, url: String(url[..<hash]), branch: branch)
    }

    /// What may be shown of an entry that could not be read: nothing before an `@`, where a password would be.
    private static func redacted(_ entry: String) -> String {
        entry.lastIndex(of: "@").map { "…" + entry[$0...] } ?? entry
    }

    private struct Document: Decodable {
        struct Entry: Decodable {
            let url: String
            let branch: String?
        }
        let catalogs: [String: Entry]
    }

    private static func parse(json: Data, named source: String) throws(ConfigurationError) -> [ConfiguredCatalog] {
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: json)
        } catch {
            let expected = #"{"catalogs": {"NAME": {"url": "URL", "branch": "BRANCH"}}}"#
            throw ConfigurationError("\(source) is not a catalog configuration of the form \(expected)")
        }
        return document.catalogs.sorted { $0.key < $1.key }.map {
            ConfiguredCatalog(name: $0.key, url: $0.value.url, branch: $0.value.branch ?? "")
        }
    }
}

/// Turns the branch `${RELEASE}` into the branch of a Rancher version, as Rancher's server does.
public struct ReleaseBranch: Sendable {
    private let rancherVersion: String

    /// The release branch of `rancherVersion`; empty for a server that does not say its version.
    public init(rancherVersion: String) {
        self.rancherVersion = rancherVersion
    }

    /// `branch`, or what `${RELEASE}` stands for: `v1.6.30` gives `v1.6-release`, no version gives `master`,
    /// and a text with fewer than three parts is a branch name itself.
    public func resolve(_ branch: String) -> String {
        guard branch == "${RELEASE}" else { return branch }
        let version = rancherVersion.trimmingCharacters(in: .whitespaces)
        if version.isEmpty { return "master" }
        let parts = version.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count >= 3 ? "\(parts[0]).\(parts[1])-release" : version
    }
}

/// The operator's configuration cannot be used.
public struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, where, and what to write instead; never a credential.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
