import Catalog
import Diagnostics

extension Rule {
    static let iconUnfit = Rule(
        "MU056", "icon-unfit", .warning,
        finds: "An icon of more than 100 KB, of another format than its name says, or with a program in it.",
        because: """
            Lists of templates load every icon. Browsers go by the name, and show a broken picture where it is wrong; a program in an SVG runs \
            when somebody opens the icon by itself.
            """,
        example: .beside(
            "catalogIcon-web.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>\n",
            better: "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n"),
        check: .template { template, rule in
            guard let icon = template.template.icon, icon.size > 0,
                let file = template.files.first(where: { $0.path == icon.path })
            else { return [] }
            return troubles(of: file, template.bytes(of: file)).map { rule.finding($0, at: .wholeFile(file.path)) }
        })

    private static let largestIcon = 100 << 10

    private static func troubles(of file: CatalogFile, _ bytes: [UInt8]) -> [String] {
        var troubles: [String] = []
        if file.size > largestIcon { troubles.append("the icon has \(file.size / 1024) KB; 100 are plenty") }
        let found = ImageFormat(of: bytes)
        if let named = ImageFormat(named: file.path), named != found {
            let what = found.map { "is of the format \($0.rawValue)" } ?? "is no picture of that format"
            troubles.append("the icon is named as \(named.rawValue) and \(what)")
        }
        if found == .svg, SVGProgram.isIn(bytes) { troubles.append("the icon has a program in it") }
        return troubles
    }
}
