import Foundation
import GoTemplate
import TemplateFunctions
import Testing

/// The documentation of the functions is complete, and true: its examples run.
@Suite("Documentation of the template functions")
struct DocumentationTests {
    static let profile = FunctionProfile.rancher16
    static let names = profile.all.map(\.name)

    static let shipped = """
        abbrev abbrevboth add add1 atoi b32dec b32enc b64dec b64enc base biggest cat clean contains date dateInZone \
        dateModify date_in_zone date_modify default dict dir div empty env expandenv ext float64 genPrivateKey hasKey \
        hasPrefix hasSuffix hello htmlDate htmlDateInZone indent initials int int64 isAbs join kindIs kindOf lower max \
        min mod mul nospace now plural quote randAlpha randAlphaNum randAscii randNumeric repeat replace set sha256sum \
        split splitPreserveQuotes squote sub substr swapcase title trim trimAll trimPrefix trimSuffix trimall trunc \
        tuple typeIs typeIsLike typeOf unset until untilStep untitle upper uuidv4 wrap wrapWith
        """.split(separator: " ").map(String.init)

    static let builtins = """
        and call eq ge gt html index js le len lt ne not or print printf println slice urlquery
        """.split(separator: " ").map(String.init)

    @Test("the profile has what Rancher 1.6 shipped, each function once, and nothing else")
    func functions() {
        #expect(Self.shipped.count == 85)
        #expect(Set(Self.profile.library.functions.keys) == Set(Self.shipped))
        #expect(Self.names == (Self.shipped + Self.builtins).sorted())
    }

    @Test("the recorded calls cover every function of the profile")
    func recorded() {
        let recorded = Set(ConformanceTests.recording.cases.map(\.function)).subtracting(["combo"])
        #expect(recorded == Set(Self.shipped))
    }

    @Test("a function's documentation has its summary, its parameters and an example", arguments: names)
    func isComplete(name: String) throws {
        let documentation = try #require(Self.profile.documentation(of: name))
        #expect(documentation.summary.hasSuffix("."))
        #expect(!documentation.example.template.isEmpty)
        #expect(documentation.example.template.contains(name))
        let parameterNames = documentation.parameters.map(\.name)
        #expect(Set(parameterNames).count == parameterNames.count)
        #expect(documentation.parameters.dropLast().allSatisfy { !$0.repeats })
        guard let function = Self.profile.library.functions[name] else { return }
        #expect(function.parameters == documentation.parameters.map(\.type))
        #expect(function.result == documentation.result)
        #expect(function.isVariadic == documentation.parameters.last?.repeats ?? false)
    }

    @Test("a function's example comes to what is documented", arguments: names)
    func example(name: String) throws {
        let example = try #require(Self.profile.documentation(of: name)?.example)
        let (output, error) = Rendering.run(example.template)
        switch example.outcome {
        case .prints(let expected): #expect(error == nil && String(decoding: output, as: UTF8.self) == expected)
        case .varies: #expect(error == nil && !output.isEmpty)
        case .stops(let message): #expect(error?.hasSuffix(message) == true)
        }
    }

    @Test("the functions whose examples differ from run to run")
    func varyingExamples() {
        let varying = Self.profile.all.filter { $0.example.outcome == .varies }.map(\.name)
        #expect(
            varying == [
                "dateModify", "date_modify", "genPrivateKey", "now", "randAlpha", "randAlphaNum", "randAscii",
                "randNumeric", "uuidv4",
            ])
    }

    @Test("the page for a terminal has every part of the documentation")
    func page() throws {
        let page = try #require(Self.profile.documentation(of: "substr")).text
        #expect(
            page == """
                substr START END TEXT

                A part of a text, counted in bytes.

                Arguments
                  START  int     the first byte, from 0; negative for the text's start
                  END    int     the byte after the last; negative for the text's end
                  TEXT   string

                Result
                  string
                  A cut may go through a character beyond ASCII.

                Stops the template
                  a place outside of the text: runtime error: slice bounds out of range [:99] with length 5

                Example
                  {{substr 6 11 "hello world"}}
                  => world

                Family
                  Strings

                """)
    }

    @Test("no line of a page is wider than 100 columns", arguments: names)
    func pageWidth(name: String) throws {
        let page = try #require(Self.profile.documentation(of: name)).text
        #expect(page.split(separator: "\n").allSatisfy { $0.count <= 100 || $0.hasPrefix("  =>") })
    }

    @Test(
        "the nearest name of what does not exist is suggested",
        arguments: [
            ("toupper", "upper"), ("uper", "upper"), ("trimsuffix", "trimSuffix"), ("sha256", "sha256sum"),
            ("splitPreserveQuote", "splitPreserveQuotes"), ("printff", "printf"), ("genSignedCert", nil),
            (String(repeating: "x", count: 1000), nil),
        ] as [(String, String?)])
    func nearestName(wrong: String, right: String?) {
        #expect(Self.profile.documentation(of: wrong) == nil)
        #expect(Self.profile.nearestName(to: wrong) == right)
    }
}
