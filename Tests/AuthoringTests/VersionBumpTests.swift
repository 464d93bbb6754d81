import Authoring
import Testing

@Suite("Raising versions")
struct VersionBumpTests {
    @Test(
        "numbers are raised in the way the version is written",
        arguments: [
            ("1.0.0", VersionBump.patch, "1.0.1"), ("1.2.3", .minor, "1.3.0"), ("1.2.3", .major, "2.0.0"),
            ("v0.2.1", .patch, "v0.2.2"), ("v0.2.1-rancher6", .patch, "v0.2.2-rancher1"),
            ("v0.2.1-rancher6", .suffix, "v0.2.1-rancher7"), ("v1.12.10-rancher1-9", .minor, "v1.13.0-rancher1-1"),
            ("1.0.0-rc2", .patch, "1.0.1"), ("1.0.0-beta.2-rancher3", .minor, "1.1.0-rancher1"),
            ("3.0.0-20170101", .patch, "3.0.1-20170101"), ("1.0.0-alpine", .patch, "1.0.1-alpine"),
            ("1.0.0+build.5", .patch, "1.0.1"), ("1.9.9", .patch, "1.9.10"),
        ])
    func raised(_ text: String, _ bump: VersionBump, _ expected: String) throws {
        #expect(try bump.next(after: text) == expected)
    }

    @Test(
        "what has no next version is refused",
        arguments: [
            ("17.07", VersionBump.minor, "not of the form 1.2.3"), ("edge", .patch, "not of the form 1.2.3"),
            ("1.0.0", .suffix, "ends in no number"), ("1.0.0-alpine", .suffix, "ends in no number"),
            ("1.0.18446744073709551615", .patch, "no number follows"),
            ("1.0.0-r18446744073709551615", .suffix, "ends in no number"),
        ])
    func refused(_ text: String, _ bump: VersionBump, _ reason: String) {
        #expect { try bump.next(after: text) } throws: { "\($0)".contains(reason) }
    }
}
