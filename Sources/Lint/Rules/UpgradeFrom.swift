import Catalog
import Diagnostics
import Versions
import YAML

extension Rule {
    static let upgradeFrom = Rule(
        "MU009", "upgrade-from", .warning,
        finds: "An upgrade_from that cannot be read, or that takes none of the template's older versions.",
        because: """
            Nothing is ever upgraded to that version, and nobody is told. Where that is meant, 0.0.0 says so: \
            this rule passes over it.
            """,
        example: .versions(
            ["0": ["version: 0.9.0"], "1": ["version: 1.0.0", "upgrade_from: '>=0.9'"]], shown: "1",
            better: ["version: 1.0.0", "upgrade_from: '>=0.9.0'"]),
        check: .template { template, rule in
            let all = template.template.versions.map(\.version)
            let order = RancherOrderTable(all + template.changedVersions.map(\.version.version))
            return template.changedVersions.enumerated().compactMap { place, version -> Diagnostic? in
                let text = version.version.upgradeFrom
                guard !text.isEmpty, !version.version.takesNoUpgrade else { return nil }
                do throws(UpgradeRangeError) {
                    let range = try UpgradeRange(parsing: text)
                    let older = all.indices.filter { order.isGreater(all.count + place, than: $0) }.map { all[$0] }
                    return unsatisfied(range, of: version, older, rule)
                } catch {
                    return rule.finding(
                        "nothing is upgraded to this version: \(error)",
                        at: version.place(error.offset, inValueOf: "upgrade_from"),
                        help:
                            "write versions of the form 1.2.3 with >=, >, <, <= or = before them, and || between ranges"
                    )
                }
            }
        })

    private static func unsatisfied(
        _ range: UpgradeRange, of version: LintVersion, _ older: [String], _ rule: Rule
    ) -> Diagnostic? {
        guard !older.isEmpty, !range.contains(anyOf: older) else { return nil }
        let itself = range.contains(anyOf: [version.version.version]) ? "the version itself, and " : ""
        return rule.finding(
            "upgrade_from '\(version.version.upgradeFrom)' takes \(itself)none of the older versions",
            at: version.blockLocation("upgrade_from"),
            notes: ["older are \(older.suffix(6).joined(separator: ", "))"],
            help: "write the range of versions to upgrade from, or 0.0.0 when none is meant")
    }
}

extension TemplateVersion {
    /// Whether `upgrade_from` is what authors write to say that nothing is upgraded to the version: `0.0.0`.
    var takesNoUpgrade: Bool { upgradeFrom == "0.0.0" || upgradeFrom.hasPrefix("0.0.0-") }
}

extension LintVersion {
    /// Where the byte at an offset of a member's value stands, up to the next blank; the value, where that is written otherwise
    /// than it reads.
    func place(_ offset: Int, inValueOf key: String) -> SourceLocation {
        guard let source = rancherCompose?.source, let value = block?[key], let scalar = value.scalar else {
            return blockLocation(key)
        }
        let text = Array(scalar.text.utf8)
        let start = value.span.start + (scalar.style == .plain ? 0 : 1)
        guard offset >= 0, offset < text.count, scalar.style != .literal, scalar.style != .folded,
            source.bytes.dropFirst(start).starts(with: text)
        else { return location(value) }
        let word = text[offset...].prefix { $0 != UInt8(ascii: " ") }.count
        return source.location(of: SourceSpan(start + offset, start + offset + max(1, word)))
    }
}
