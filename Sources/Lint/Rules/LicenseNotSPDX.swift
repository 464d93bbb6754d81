import Catalog
import Diagnostics

extension Rule {
    static let licenseNotSPDX = Rule(
        "MU060", "license-not-spdx", .note,
        finds: "A licence that is not written as SPDX does: Apache License 2.0 for Apache-2.0.",
        because: "Programs that check licences do not know it, and people must guess which version is meant.",
        example: .web(
            "config.yml", "name: Web\nversion: 1.0.0\nlicense: Apache License 2.0\n",
            better: "name: Web\nversion: 1.0.0\nlicense: Apache-2.0\n"),
        fix: .safe,
        check: .template { template, rule in
            let license = template.template.license
            let identifier = usualLicenses[compressed(license)]
            guard !license.isEmpty, identifier != license, identifier != nil || isProse(license) else { return [] }
            let place = template.configLocation("license")
            return [
                rule.finding(
                    "the licence \"\(license)\" is no identifier of SPDX", at: place,
                    help: identifier.map { "write \($0)" } ?? "find its identifier at https://spdx.org/licenses",
                    fixes: identifier.map { [Fix("write \($0)", safety: .safe, at: place, replacement: $0)] } ?? [])
            ]
        })

    /// Identifiers have no blanks; expressions join them with words in capitals.
    private static func isProse(_ license: String) -> Bool {
        let words = license.split(separator: " ")
        return words.count > 1 && !words.contains { ["AND", "OR", "WITH"].contains($0) }
    }

    /// The letters and digits in small letters, without the words that say nothing.
    private static func compressed(_ license: String) -> String {
        let words = license.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "." }
        return words.filter { !["the", "license", "licence", "version"].contains($0) }.joined(separator: " ")
    }

    /// Usual spellings, compressed.
    private static let usualLicenses: [String: String] = [
        "agpl 3.0": "AGPL-3.0",
        "apache 2": "Apache-2.0",
        "apache 2.0": "Apache-2.0",
        "apache v2": "Apache-2.0",
        "apache v2.0": "Apache-2.0",
        "bsd 2 clause": "BSD-2-Clause",
        "bsd 3 clause": "BSD-3-Clause",
        "cc by nc 4.0": "CC-BY-NC-4.0",
        "eclipse public 1.0": "EPL-1.0",
        "isc": "ISC",
        "mit": "MIT",
        "mozilla public 2.0": "MPL-2.0",
        "mpl 2.0": "MPL-2.0",
    ]
}
