import Catalog
import Diagnostics

extension Rule {
    static let strayFile = Rule(
        "MU063", "stray-file", .note,
        finds:
            "A file that nothing reads: what an editor left behind, a binary file in a version's folder, the first of two of one name.",
        because: "Every answer about the version carries all of its files: a picture makes a megabyte of each.",
        example: .web("notes.txt", "\u{0}\u{1}", better: "Notes\n"),
        check: .template { template, rule in
            let twice = template.template.diagnostics.filter { $0.code == .fileNameTwice }
            return twice + leftovers(in: template, rule) + binaries(in: template, rule)
        })

    private static func leftovers(in template: LintTemplate, _ rule: Rule) -> [Diagnostic] {
        template.files.filter { isLeftover($0.path) }.map {
            rule.finding("an editor or a system left this file behind", at: .wholeFile($0.path), help: "remove it")
        }
    }

    private static func binaries(in template: LintTemplate, _ rule: Rule) -> [Diagnostic] {
        let own = template.template.versions.flatMap(\.files).map(\.path).filter { !isLeftover($0) }
        let paths = Set(own)
        return template.files.filter { paths.contains($0.path) && template.bytes(of: $0).prefix(8000).contains(0) }.map
        {
            rule.finding(
                "the version carries a binary file of \($0.size) bytes", at: .wholeFile($0.path),
                help: "link to it from the README instead")
        }
    }

    private static let names: Set<String> = [".DS_Store", "Thumbs.db", "desktop.ini"]
    private static let endings = ["~", ".orig", ".rej", ".bak", ".swp", ".swo"]

    private static func isLeftover(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        return names.contains(name) || endings.contains { name.hasSuffix($0) }
    }
}
