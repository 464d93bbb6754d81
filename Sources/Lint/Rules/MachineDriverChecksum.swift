import Compiler
import Catalog
import Diagnostics

extension Rule {
    static let machineDriverChecksum = Rule(
        "MU083", "machine-driver-checksum", .warning,
        finds: "A machine driver without a checksum, or with a text that is none.",
        because:
            "Rancher runs the driver on its own server. Without a checksum it runs whatever the address gives; with a wrong one, nothing.",
        example: .machine(
            "checksum", "d41d8cd98f00b204\n", better: "d41d8cd98f00b204e9800998ecf8427e\n"),
        check: .version { version, rule in
            guard version.base == "machine" else { return [] }
            let source = version.files["checksum"]
            let checksum = source?.trimmed ?? ""
            guard let source, !checksum.isEmpty else {
                return [
                    rule.finding(
                        "the driver has no checksum", at: .wholeFile(source?.path ?? version.folder),
                        help: "write its sha256 into the file checksum")
                ]
            }
            guard let trouble = trouble(with: checksum) else { return [] }
            return [rule.finding("the checksum \(trouble)", at: .wholeFile(source.path))]
        })

    private static func trouble(with checksum: String) -> String? {
        guard checksum.allSatisfy(\.isHexDigit), checksum.utf8.allSatisfy({ $0 < 0x80 }) else {
            return "has characters that are not hexadecimal"
        }
        // The digits of md5, sha1, sha256 and sha512.
        guard ![32, 40, 64, 128].contains(checksum.utf8.count) else { return nil }
        return "has \(checksum.utf8.count) digits, which is none of md5, sha1, sha256 or sha512"
    }
}
