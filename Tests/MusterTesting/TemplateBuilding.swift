public import Catalog

/// A version in a folder: `0` for a revision, `v1.0.0` for a folder named by a version.
public func version(
    _ folder: String, _ text: String, minimum: String = "", maximum: String = "", upgradeFrom: String = ""
) -> TemplateVersion {
    var version = TemplateVersion(folderName: folder, revision: Int(folder), version: text)
    version.minimumRancherVersion = minimum
    version.maximumRancherVersion = maximum
    version.upgradeFrom = upgradeFrom
    return version
}

/// A template of versions, with the default that it names.
public func template(_ versions: [TemplateVersion], named: String = "") -> Template {
    var template = Template(folderPath: "templates/t", tree: someID, base: "", folderName: "t")
    template.versions = versions
    template.defaultVersion = named
    return template
}

private let someID: ContentID = {
    guard let id = ContentID(hex: String(repeating: "a", count: 40)) else {
        preconditionFailure("40 hexadecimal digits are an id")
    }
    return id
}()
