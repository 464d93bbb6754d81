import Compiler
import Catalog
import Diagnostics

extension Rule {
    static let machineDriverURL = Rule(
        "MU019", "machine-driver-url", .error,
        finds: "A machine driver whose default version has no url, or one that is not of http or https.",
        because:
            "Rancher's UI gives the url to the server when somebody activates the driver, and the server cannot fetch it.",
        example: .machine("url", "example.org/driver.tar.gz\n", better: "https://example.org/driver.tar.gz\n"),
        check: .version { version, rule in
            guard version.base == "machine", version.isDefault else {
                return []
            }
            guard let source = version.files["url"] else {
                return [
                    rule.finding(
                        "the driver has no url", at: .wholeFile(version.folder),
                        help: "write where the driver is fetched from into the file url")
                ]
            }
            let url = source.trimmed
            guard !["http://", "https://"].contains(where: url.lowercased().hasPrefix) else { return [] }
            return [
                rule.finding(
                    url.isEmpty ? "the url is empty" : "the url \"\(url)\" is not of http or https",
                    at: .wholeFile(source.path), help: "write https:// and the rest of the driver's address")
            ]
        })
}
