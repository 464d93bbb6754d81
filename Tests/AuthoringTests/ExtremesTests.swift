import MusterTesting
import Testing

@testable import Authoring

/// Versions that nothing follows.
@Suite("Extremes of versions")
struct ExtremesTests {
    static let readers = [
        ForeignReader("versions to raise", ["v1.2.3-rancher9", "1.2.3-rc.1+b", "18446744073709551615.0.0"]) { text in
            for bump in VersionBump.allCases { _ = try? bump.next(after: text) }
            _ = RancherVersionText.before(text)
            _ = YAMLText.scalar(text)
        }
    ]

    @Test("a reader comes back, whatever it is given", arguments: readers)
    func read(reader: ForeignReader) {
        let count = reader.readExtremes(seed: 13)
        print("extremes of \(reader): \(count) inputs, seed 13")
        #expect(count > 500)
    }
}
