import Catalog
import Diagnostics

extension Rule {
    static let maintainerForm = Rule(
        "MU059", "maintainer-form", .note,
        finds: "A maintainer that is not of the form Name <address>.",
        because: "Whoever has trouble with the template then cannot write to anybody.",
        example: .web(
            "config.yml", "name: Web\nversion: 1.0.0\nmaintainer: ann\n",
            better: "name: Web\nversion: 1.0.0\nmaintainer: Ann <ann@example.org>\n"),
        check: .template { template, rule in
            let maintainer = template.template.maintainer
            guard !maintainer.isEmpty, !isNameWithAddress(maintainer) else { return [] }
            return [
                rule.finding(
                    "the maintainer \"\(maintainer)\" has no address in <>", at: template.configLocation("maintainer"),
                    help: "write Ann Example <ann@example.org>")
            ]
        })

    private static func isNameWithAddress(_ text: String) -> Bool {
        guard let open = text.firstIndex(of: "<"), let close = text.lastIndex(of: ">"), open < close else {
            return false
        }
        let address = text[text.index(after: open)..<close].split(separator: "@", omittingEmptySubsequences: false)
        return text[..<open].contains { $0 != " " } && address.count == 2 && address.allSatisfy { !$0.isEmpty }
    }
}
