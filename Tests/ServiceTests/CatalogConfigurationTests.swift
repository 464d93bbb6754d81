@testable import Service
import Testing

@Suite("Configuration")
struct CatalogConfigurationTests {
    struct Setting: Sendable, CustomTestStringConvertible {
        let text: String
        let catalogs: [ConfiguredCatalog]
        var testDescription: String { text }
    }

    @Test(
        "both forms of the catalog setting",
        arguments: [
            Setting(
                text: #"{"catalogs":{"library":{"url":"https://a/l.git","branch":"b"},"c":{"url":"u","kind":"x"}}}"#,
                catalogs: [
                    ConfiguredCatalog(name: "c", url: "u"),
                    ConfiguredCatalog(name: "library", url: "https://a/l.git", branch: "b"),
                ]),
            Setting(
                text: "library=https://a/l.git,community=https://a/c.git?x=y#main",
                catalogs: [
                    ConfiguredCatalog(name: "library", url: "https://a/l.git"),
                    ConfiguredCatalog(name: "community", url: "https://a/c.git?x=y", branch: "main"),
                ]),
            Setting(text: "https://a/b.git", catalogs: [ConfiguredCatalog(name: "library", url: "https://a/b.git")]),
            Setting(
                text: "https://u:p@a/b=c.git",
                catalogs: [ConfiguredCatalog(name: "library", url: "https://u:p@a/b=c.git")]),
            Setting(text: "", catalogs: []),
        ])
    func setting(row: Setting) throws {
        #expect(try CatalogConfiguration.parse(setting: row.text) == row.catalogs)
    }

    @Test("what cannot be read is said without the credential in it", arguments: ["{", #"{"catalogs":[]}"#, "x="])
    func broken(text: String) {
        #expect(throws: ConfigurationError.self) { try CatalogConfiguration.parse(setting: text) }
        let error = #expect(throws: ConfigurationError.self) {
            try CatalogConfiguration.parse(entry: "https://u:s3cret@h/x", named: "--catalog")
        }
        #expect(error?.description.contains("s3cret") == false)
    }

    @Test(
        "the release branch of a Rancher version",
        arguments: [
            ("", "master"), ("v1.6.30", "v1.6-release"), ("v1.6.0-rc1", "v1.6-release"), ("master", "master"),
            ("v1.6", "v1.6"), (" ", "master"),
        ])
    func release(version: String, branch: String) {
        #expect(ReleaseBranch(rancherVersion: version).resolve("${RELEASE}") == branch)
        #expect(ReleaseBranch(rancherVersion: version).resolve("other") == "other")
    }
}
