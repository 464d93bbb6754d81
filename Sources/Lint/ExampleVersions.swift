extension Rule.Example {
    /// An example of one infra template `web` with several versions, whose default is 1.0.0.
    ///
    /// - Parameters:
    ///   - blocks: by folder name, the lines of the version's catalog block: `version: 1.0.0`.
    ///   - shown: the folder of the version whose rancher-compose.yml is shown.
    ///   - better: the better lines of its block.
    static func versions(_ blocks: [String: [String]], shown: String, better: [String]) -> Self {
        var files = web("README.md", "# Web\n", better: "").files
        for (folder, lines) in blocks {
            files["infra-templates/web/\(folder)/rancher-compose.yml"] = block(lines)
            files["infra-templates/web/\(folder)/docker-compose.yml"] = "web:\n  image: example/web:1.0.0\n"
            files["infra-templates/web/\(folder)/README.md"] = "# Web\n"
        }
        return Self(files, shown: "infra-templates/web/\(shown)/rancher-compose.yml", better: block(better))
    }

    /// An example of the template `web`, with a file beside its config.yml.
    static func beside(_ file: String, _ text: String, better: String) -> Self {
        let path = "infra-templates/web/\(file)"
        let files = web("README.md", "# Web\n", better: "").files.merging([path: text]) { $1 }
        return Self(files, shown: path, better: better)
    }

    private static func block(_ lines: [String]) -> String {
        ".catalog:\n" + lines.map { "  \($0)\n" }.joined() + "web:\n  scale: 1\n"
    }
}
