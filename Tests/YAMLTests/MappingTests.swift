import Diagnostics
import Testing

@testable import YAML

struct MappingTests {
    @Test func theLastOfADuplicatedKeyWins() throws {
        let document = parse("a: 1\nb: 2\na: 3\n")
        #expect(document.root?.flat == "{a:3,b:2}")
        #expect(!document.isBroken)
        let diagnostic = try #require(document.diagnostics.first)
        #expect(document.diagnostics.count == 1)
        #expect(diagnostic.code == .yamlDuplicateKey)
        #expect(diagnostic.severity == .warning)
        #expect(diagnostic.message == "the key \"a\" stands twice; the last one counts")
        #expect(diagnostic.location.description == "t.yml:3:1")
        #expect(diagnostic.related.map(\.message) == ["first written here"])
        #expect(diagnostic.related.map(\.location.description) == ["t.yml:1:1"])
        #expect(diagnostic.help == "remove one of them")
    }

    @Test func everyRepetitionPointsToTheFirst() {
        let diagnostics = parse("{a: 1, a: 2, a: 3}").diagnostics
        #expect(diagnostics.map(\.location.description) == ["t.yml:1:8", "t.yml:1:14"])
        #expect(diagnostics.flatMap(\.related).map(\.location.description) == ["t.yml:1:2", "t.yml:1:2"])
    }

    @Test func keysAreOneByTheirText() {
        #expect(parse("a: 1\n\"a\": 2").root?.flat == "{a:2}")
        #expect(parse("{é: 1, \"e\u{301}\": 2}").root?.entries?.count == 2)
        #expect(parse("{\u{212A}: 1}").root?["K"] == nil)
    }

    @Test func aKeyInTwoMappingsIsNoDuplicate() {
        #expect(parse("a: {x: 1}\nb: {x: 1}").diagnostics.isEmpty)
    }

    @Test func subscriptsFindByText() {
        let root = parse("1: one\nyes: {b: [c]}").root
        #expect(root?["1"]?.flat == "one")
        #expect(root?["yes"]?["b"]?.elements?.first?.flat == "c")
        #expect(root?["none"] == nil)
        #expect(root?["1"]?["x"] == nil)
    }

    @Test(arguments: [
        ("a mapping", "<<: {a: 1}\nb: 2", "{b:2,a:1}"),
        ("an alias", "- &m {a: 1}\n- {<<: *m, b: 2}", "[{a:1},{b:2,a:1}]"),
        ("a list, the first wins", "<<: [{a: 1, b: 1}, {b: 2, c: 2}]", "{a:1,b:1,c:2}"),
        ("a list of aliases", "- &m {a: 1}\n- &n {a: 2, b: 2}\n- {<<: [*m, *n]}", "[{a:1},{a:2,b:2},{a:1,b:2}]"),
        ("explicit keys after it win", "<<: {a: 1, b: 1}\na: 2", "{a:2,b:1}"),
        ("explicit keys before it win", "a: 2\n<<: {a: 1, b: 1}", "{a:2,b:1}"),
        ("a merge within a merge", "<<: {<<: {a: 1, b: 1}, a: 2}", "{a:2,b:1}"),
        ("two merges, the later wins", "<<: {a: 1}\n<<: {a: 2, b: 2}", "{a:2,b:2}"),
        ("an empty list", "<<: []\na: 1", "{a:1}"), ("a tag", "!!merge <<: {a: 1}", "{a:1}"),
        ("quoted, no merge", "'<<': {a: 1}", "{<<:{a:1}}"), ("a string, no merge", "!!str <<: {a: 1}", "{<<:{a:1}}"),
        ("in a list, no merge", "[<<]", "[<<]"), ("as a value, no merge", "a: <<", "{a:<<}"),
    ]) func mergesAdd(_ row: (name: String, text: String, result: String)) {
        let document = parse(row.text)
        #expect(document.diagnostics.isEmpty)
        #expect(document.root?.flat == row.result)
    }

    @Test(arguments: [
        ("<<: 1", "t.yml:1:5"), ("a: 1\n<<:\n", "t.yml:2:4"), ("<<: [{a: 1}, 2]", "t.yml:1:14"),
        ("<<: [[{a: 1}]]", "t.yml:1:6"),
        ("l: &l [{a: 1}]\nm: {<<: *l}", "t.yml:1:4"), ("- &s 1\n- {<<: *s}", "t.yml:1:3"),
    ]) func mergingWhatIsNoMappingIsAnError(_ row: (text: String, place: String)) throws {
        let document = parse(row.text)
        let diagnostic = try #require(document.diagnostics.first)
        #expect(document.root == nil)
        #expect(diagnostic.code == .yamlValue)
        #expect(diagnostic.message == "map merge requires map or sequence of maps as the value")
        #expect(diagnostic.location.description == row.place)
    }

    @Test(arguments: [
        ("- &a x\n- *a", "[x,x]"), ("a: &a {b: 1}\nc: *a", "{a:{b:1},c:{b:1}}"), ("- &a 1\n- &a 2\n- *a", "[1,2,2]"),
        ("- &a 1\n- *a\n- &a 2", "[1,1,2]"), ("- &a [&a x, *a]\n- *a", "[[x,x],x]"), ("&k a: *k", "{a:a}"),
        ("? [a]\n: b", "{[a]:b}"), ("- &a\n- *a", "[,]"),
    ]) func aliasesRepeat(_ row: (text: String, result: String)) {
        #expect(parse(row.text).root?.flat == row.result)
    }

    @Test(arguments: [
        ("a: *x", "unknown anchor 'x' referenced", "t.yml:1:4"),
        ("- *x\n- &x 1", "unknown anchor 'x' referenced", "t.yml:1:3"),
        ("&a [*a]", "anchor 'a' value contains itself", "t.yml:1:5"),
        ("a: &a\n  b: *a", "anchor 'a' value contains itself", "t.yml:2:6"),
        ("--- &x 1\n--- *x", "", ""),
    ]) func anAliasNeedsAWholeAnchor(_ row: (text: String, message: String, place: String)) {
        let diagnostic = parse(row.text).diagnostics.first
        #expect((diagnostic?.message ?? "") == row.message)
        #expect((diagnostic?.location.description ?? "") == row.place)
        #expect((diagnostic?.code ?? .yamlAlias) == .yamlAlias)
    }
}
