import Catalog
import Diagnostics
import YAML

extension Rule {
    static let fileUnreadable = Rule(
        "MU023", "file-unreadable", .error,
        finds:
            "A file that cannot be read as what it should be: no YAML, a field of another type, a catalog block that is none.",
        because: "The catalog drops the version, or the whole template vanishes from the list, and only a log says so.",
        example: .web(
            "rancher-compose.yml", ".catalog:\n  name: Web\n  version: [1.0.0\nweb:\n  scale: 1\n",
            better: ".catalog:\n  name: Web\n  version: 1.0.0\nweb:\n  scale: 1\n"),
        check: .stages([
            .yamlSyntax, .yamlEncoding, .yamlTooLarge, .yamlTooDeep, .yamlTooManyNodes, .yamlAlias, .yamlValue,
            .notAMapping, .fieldType, .catalogBlockBroken, .fileTooLarge, .fileLeftOut, .versionTooLarge, .tooMany,
            .configTwice,
        ]))
}
