/// The files of a template's folder by what they are for, by the reference's rules: configuration and icons by their
/// names at any depth, everything else in a version's folder belongs to the version.
struct TemplateFiles {
    /// A version's folder, or several that mean the same revision.
    struct VersionFolder {
        var name: VersionFolderName
        var folderPath: String
        var folderNames: [String]
        var files: [CatalogFile]
    }

    /// Configuration files in the order of the walk; the last counts.
    private(set) var configs: [CatalogFile] = []
    /// The last icon of the walk.
    private(set) var icon: CatalogFile?
    /// The template's own README, which the reference loses.
    private(set) var readme: CatalogFile?
    /// The versions' folders in the order of the walk.
    private(set) var versions: [VersionFolder] = []
    /// Folders with compose files whose names are neither a number nor a version.
    private(set) var unnamed: [String] = []

    private var positions: [VersionFolderName: Int] = [:]

    init(_ folder: TemplateFolder, limit: Int) {
        let walk = folder.files.prefix(limit).sorted { Self.comesFirst($0.path, $1.path) }
        for file in walk { add(file, below: folder.path) }
    }

    /// The order of the reference's walk: folder by folder, names by their bytes. So `1/x` comes before `1.0.0/x`,
    /// though its bytes are greater.
    private static func comesFirst(_ one: String, _ other: String) -> Bool {
        one.utf8.lexicographicallyPrecedes(other.utf8) { weight($0) < weight($1) }
    }

    private static func weight(_ byte: UInt8) -> UInt8 { byte == UInt8(ascii: "/") ? 0 : byte }

    private mutating func add(_ file: CatalogFile, below folder: String) {
        // By bytes: a letter may be several of them.
        let below = Substring(file.path.utf8.dropFirst(folder.utf8.count + 1))
        let rest = below.split(separator: "/", omittingEmptySubsequences: false)
        guard let name = rest.last.map(String.init) else { return }
        if TemplateConfig.fileNames.contains(name) {
            configs.append(file)
        } else if name.hasPrefix("catalogIcon") || name.hasPrefix("icon") {
            icon = file
        } else if rest.count > 1 {
            addToVersion(file, named: name, in: String(rest[0]), below: folder)
        } else if name.lowercased() == "readme.md" {
            readme = file
        }
    }

    private mutating func addToVersion(
        _ file: CatalogFile, named name: String, in version: String, below folder: String
    ) {
        let path = "\(folder)/\(version)"
        guard let key = VersionFolderName(version) else {
            if name.contains("compose"), unnamed.last != path { unnamed.append(path) }
            return
        }
        guard let position = positions[key] else {
            positions[key] = versions.count
            versions.append(VersionFolder(name: key, folderPath: path, folderNames: [version], files: [file]))
            return
        }
        versions[position].files.append(file)
        if versions[position].folderNames.last != version { versions[position].folderNames.append(version) }
    }
}
