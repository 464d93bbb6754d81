import Budget
import Diagnostics
import GoTemplate
import MusterTesting
import TemplateFunctions
import Testing

@testable import Compiler

/// `render/`: every version of the three catalogs through the template engine, 7,982 renders.
@Suite(
    "Conformance of rendering over the catalogs",
    .enabled(if: SharedCorpus.isPresent, "the shared corpus is not here"))
struct RenderConformanceTests {
    private struct Expected {
        let sha256: String?
        let error: String?
        let execError: String?
    }

    private static func render(_ rules: EngineRules) -> Render {
        Render(
            context: StackContext(stackName: "mystack"), library: Compiler().profile.library,
            options: RenderOptions(isLenient: true, rules: rules), budget: .endless)
    }

    @Test("every render gives the recorded bytes or the recorded error, as Go 1.19 and as Go 1.8 run it")
    func renders() throws {
        var checked = 0
        var older = 0
        let (go119, go18) = (Self.render(.go119), Self.render(.go18))
        for version in Corpus.versions {
            let folder = try #require(Corpus.folders["\(version.catalog) \(version.path)"])
            for variant in version.variants {
                let answers = variant.answers(defaults: version.defaults)
                for (name, recorded) in variant.results {
                    let file = SelectedFiles.File(name: name, source: try #require(folder[name]))
                    let place = "\(version.catalog) \(version.path)/\(name) \(variant.variant)"
                    let expected = Expected(
                        sha256: recorded.sha256, error: recorded.error, execError: recorded.execError)
                    Self.check(
                        go119.render(Self.parsed(file, go119), answers, version: version.stackVersion), file, expected,
                        place)
                    let key = Corpus.key(version.catalog, version.path, name, variant.variant, variant.override)
                    let old = Corpus.olderRenders[key].map {
                        Expected(sha256: $0.sha256, error: nil, execError: $0.execError)
                    }
                    if old != nil { older += 1 }
                    Self.check(
                        go18.render(Self.parsed(file, go18), answers, version: version.stackVersion), file,
                        old ?? expected, place)
                    checked += 1
                }
            }
        }
        #expect(checked == 7982)
        #expect(older == 246)
    }

    private static func parsed(_ file: SelectedFiles.File, _ render: Render) -> ParsedFile {
        ParsedFile(file, library: render.library, limits: render.options.limits)
    }

    private static func check(
        _ result: RenderedText, _ file: SelectedFiles.File, _ expected: Expected, _ place: String
    ) {
        #expect(result.refusal == expected.error, "\(place)")
        guard expected.error == nil, let rendered = result.file else { return }
        #expect(rendered.referenceError == expected.execError, "\(place)")
        #expect(sha256Text(rendered.text.bytes) == expected.sha256, "\(place)")
    }
}

extension Corpus.Version.Variant {
    /// The answers that the variant was rendered with.
    func answers(defaults: [String: String]) -> [String: String] {
        if let answers { return answers }
        switch variant {
        case "none": return [:]
        case "empty": return defaults.mapValues { _ in "" }
        default: return defaults.merging(override ?? [:]) { $1 }
        }
    }
}
