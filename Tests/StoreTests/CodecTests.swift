import Catalog
import Diagnostics
import Testing

@testable import Store

@Suite("Codec")
struct CodecTests {
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 31)
        }
    }

    private static func text(_ random: inout Generator) -> String {
        String(
            (0..<Int.random(in: 0...6, using: &random)).map { _ in
                ["a", "é", "\u{0}", "🐄", " "].randomElement(using: &random) ?? "x"
            }.joined())
    }

    private static func file(_ random: inout Generator) -> TemplateFile {
        TemplateFile(
            name: text(&random), path: text(&random),
            content: StoreFixture.id(UInt8.random(in: 0...255, using: &random)),
            size: Int.random(in: 0...Int.max, using: &random))
    }

    private static func question(_ random: inout Generator) -> Question {
        var question = Question()
        question.variable = text(&random)
        question.defaultAnswer = text(&random)
        question.required = Bool.random(using: &random)
        question.min = [Int.min, -1, 0, Int.max].randomElement(using: &random) ?? 0
        question.options = Bool.random(using: &random) ? [text(&random)] : nil
        return question
    }

    private static func template(_ random: inout Generator) -> Template {
        var template = Template(
            folderPath: text(&random), tree: StoreFixture.id(UInt8.random(in: 0...255, using: &random)),
            base: text(&random), folderName: text(&random))
        template.name = text(&random)
        template.description = text(&random)
        template.categories = [text(&random), text(&random)]
        template.labels = [text(&random): text(&random), "k": text(&random)]
        template.icon = Bool.random(using: &random) ? file(&random) : nil
        template.readme = Bool.random(using: &random) ? file(&random) : nil
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            var version = TemplateVersion(
                folderName: text(&random), revision: Bool.random(using: &random) ? -5 : nil, version: text(&random))
            version.files = [file(&random), file(&random)]
            version.readme = Bool.random(using: &random) ? file(&random) : nil
            version.labels = ["l": text(&random)]
            version.questions = Bool.random(using: &random) ? [question(&random), question(&random)] : nil
            template.versions.append(version)
        }
        let source = SourceText(path: text(&random), bytes: Array("one\ntwo".utf8))
        template.diagnostics = [
            Diagnostic(
                DiagnosticCode("c"), .warning, text(&random), at: source.location(of: SourceSpan(1, 5)),
                related: [RelatedLocation(text(&random), at: .wholeFile("f"))], notes: [text(&random)],
                help: Bool.random(using: &random) ? text(&random) : nil,
                fixes: [Fix("t", safety: .safe, at: source.location(of: SourceSpan(0, 1)), replacement: text(&random))])
        ]
        return template
    }

    @Test("a template comes back as it went in", arguments: [1, 2, 3] as [UInt64])
    func roundTrip(seed: UInt64) throws {
        var random = Generator(state: seed)
        for _ in 0..<200 {
            let template = Self.template(&random)
            #expect(try TemplateCodec.decode(TemplateCodec.encode(template)) == template, "seed \(seed)")
        }
    }

    @Test("what versions have in common is written and kept once")
    func shared() throws {
        var random = Generator(state: 7)
        var template = Self.template(&random)
        let questions = (0..<50).map { _ in Self.question(&random) }
        func bytes(versions: Int) throws -> Int {
            template.versions = (0..<versions).map { number in
                var version = TemplateVersion(folderName: "\(number)", revision: number, version: "1.0.\(number)")
                version.questions = number.isMultiple(of: 2) ? questions : questions.map { $0 }
                return version
            }
            let bytes = TemplateCodec.encode(template)
            let read = try TemplateCodec.decode(bytes)
            #expect(read == template)
            let places = read.versions.compactMap { $0.questions?.withUnsafeBufferPointer(\.baseAddress) }
            #expect(Set(places).count == 1)
            return bytes.count
        }
        let (few, many) = (try bytes(versions: 10), try bytes(versions: 110))
        #expect(many - few < 100 * 30)
    }

    @Test("two spellings of one accented letter stay two")
    func spellings() throws {
        var template = Template(
            folderPath: "templates/a", tree: StoreFixture.id(1), base: "", folderName: "a")
        for (number, text) in ["\u{E9}", "e\u{301}"].enumerated() {
            var version = TemplateVersion(folderName: "\(number)", revision: number, version: "1")
            var question = Question()
            question.label = text
            version.questions = [question]
            version.files = [TemplateFile(name: text, path: "p", content: StoreFixture.id(1), size: 1)]
            template.versions.append(version)
        }
        let read = try TemplateCodec.decode(TemplateCodec.encode(template))
        #expect(read.versions.map { $0.questions?.first?.label.unicodeScalars.count } == [1, 2])
        #expect(read.versions.map { $0.files.first?.name.unicodeScalars.count } == [1, 2])
    }

    @Test("damaged bytes end in an error or a template, never in a crash", arguments: [4, 5] as [UInt64])
    func damaged(seed: UInt64) {
        var random = Generator(state: seed)
        for _ in 0..<2000 {
            var bytes = TemplateCodec.encode(Self.template(&random))
            if Bool.random(using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            } else {
                bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
            }
            _ = try? TemplateCodec.decode(bytes)
        }
    }

    @Test("numbers at their ends", arguments: [0, 1, -1, 127, 128, Int.max, Int.min])
    func integers(number: Int) throws {
        var writer = ByteWriter()
        writer.integer(number)
        var reader = ByteReader(writer.bytes)
        #expect(try reader.integer() == number)
        #expect(reader.isAtEnd)
    }

    @Test(
        "lengths that lie are refused",
        arguments: [[0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0x05, 0x61], [0x80], [UInt8](repeating: 0xFF, count: 11)]
            as [[UInt8]])
    func hostile(bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        #expect(throws: ByteReader.Damage.self) { try reader.text() }
    }
}
