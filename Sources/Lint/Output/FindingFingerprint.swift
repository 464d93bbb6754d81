import Diagnostics

/// What tells one finding from another across edits: its rule, file and message, not its line.
package struct FindingFingerprint: Sendable, Hashable, CustomStringConvertible {
    /// 16 hexadecimal digits.
    package let description: String

    /// The fingerprint of a finding; `occurrence` counts those alike before it in the same file.
    init(of finding: Finding, occurrence: Int) {
        let parts = [finding.rule, finding.diagnostic.location.path, finding.diagnostic.message, "\(occurrence)"]
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in parts.joined(separator: "\u{0}").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let text = String(hash, radix: 16)
        description = String(repeating: "0", count: 16 - text.count) + text
    }

    /// The fingerprint of each finding, in their order; no two are the same.
    package static func all(of findings: [Finding]) -> [FindingFingerprint] {
        var seen: [FindingFingerprint: Int] = [:]
        return findings.map { finding in
            let first = FindingFingerprint(of: finding, occurrence: 0)
            defer { seen[first, default: 0] += 1 }
            return FindingFingerprint(of: finding, occurrence: seen[first] ?? 0)
        }
    }
}
