import MusterTesting
import Testing

@testable import Lint

/// Files of a catalog that lint looks at, with what they never hold.
@Suite("Extremes of lint")
struct ExtremesTests {
    static let readers = [
        ForeignReader("patterns of paths", ["infra-templates/k8s/*", "**/a*b/**", "/"]) { text in
            let pattern = PathPattern(text)
            for path in [text, "infra-templates/k8s/0/a.yml", "", "//"] { _ = pattern.matches(path) }
        },
        ForeignReader(
            "pictures", ["GIF89a", "<?xml version=\"1.0\"?><svg onload=\"a\"/>", "a.PNG"],
            bytes: { bytes in
                _ = ImageFormat(of: bytes)
                _ = ImageFormat(named: String(decoding: bytes, as: UTF8.self))
                _ = SVGProgram.isIn(bytes)
            }),
        ForeignReader(
            "templates", ["{{/* a */}}$A ${B} .Values.C {{ \"}}\" }}", "{{ range .Values }}"],
            bytes: { bytes in
                #expect(TemplateActions.codeMask(bytes).count == bytes.count)
                _ = VariableUses(in: [bytes]).names
                _ = Words.of(bytes)
            }),
    ]

    @Test("a reader comes back, whatever it is given", arguments: readers)
    func read(reader: ForeignReader) {
        let count = reader.readExtremes(seed: 13)
        print("extremes of \(reader): \(count) inputs, seed 13")
        #expect(count > 200)
    }
}
