import Diagnostics
import GoTemplate
import Testing

@Suite("What a run did")
struct RecordTests {
    private static let template = """
        {{if eq .Values.MODE "a"}}A{{else if .Values.MISSING}}B{{else}}C{{end}}\
        {{range .list}}{{.}}{{end}}{{with .Values}}{{.MODE}}{{end}}
        """

    @Test("branches are recorded with what was taken")
    func branches() throws {
        let json = #"{"Values": {"MODE": "b"}, "list": [1, 2, 3]}"#
        let record = try #require(try run(Self.template, json, ExecutionOptions(recordsBranches: true)).record)
        #expect(record.branches.map(\.passes) == [0, 0, 3, 1])
        #expect(record.branches.map(\.isLoop) == [false, false, true, false])
        #expect(record.branches.map(\.isTaken) == [false, false, true, true])
    }

    @Test("values are recorded with their path and whether they were there, also inside `with`")
    func reads() throws {
        let json = #"{"Values": {"MODE": "b"}, "list": []}"#
        let record = try #require(try run(Self.template, json, ExecutionOptions(recordsBranches: true)).record)
        let leaves = record.reads.filter { $0.path.count == 2 }
        #expect(leaves.map { $0.path[1] } == ["MODE", "MISSING", "MODE"])
        #expect(leaves.map(\.isFound) == [true, false, true])
    }

    @Test("of a long loop every branch and every read is told once more, and no more")
    func longLoops() throws {
        let loops =
            "{{range .l}}{{range $.l}}{{range $.l}}{{range $.l}}{{range $.l}}{{if $.Values.A}}{{end}}{{end}}{{end}}"
        let json = #"{"Values": {"A": "x"}, "l": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}"#
        let text = "\(loops){{end}}{{end}}{{if $.Values.B}}{{end}}{{end}}"
        let record = try #require(try run(text, json, ExecutionOptions(recordsBranches: true)).record)
        #expect(record.branches.count < ExecutionRecord.mostRepeated + 20)
        #expect(record.reads.count < ExecutionRecord.mostRepeated + 20)
        #expect(record.reads.contains { $0.path == ["Values", "B"] && !$0.isFound }, "also what comes late")
        #expect(record.steps > 100_000)
    }

    @Test("nothing is recorded unless asked")
    func off() throws {
        let output = try run(Self.template)
        #expect(output.record == nil)
        #expect(output.spans == nil)
    }
}

@Suite("Where a template decides")
struct TemplateBranchTests {
    private static func branches(_ text: String) throws -> [TemplateBranch] {
        try #require(TextTemplate.parse(SourceText(path: "t", bytes: Array(text.utf8))).template).branches
    }

    @Test(
        "a branch tells what decides it",
        arguments: [
            (#"{{if .Values.A}}1{{end}}"#, ["Values.A"], [String](), false),
            (#"{{if eq .Values.A "x" "y"}}1{{else}}2{{end}}"#, ["Values.A"], ["x", "y"], true),
            (#"{{if and (ne .Values.A "") (gt $.Values.B 3)}}1{{end}}"#, ["Values.A", "Values.B"], ["", "3"], false),
            (#"{{if (ne .Values.A "x") and .Values.B}}1{{end}}"#, ["Values.A", "Values.B"], ["x"], false),
            (#"{{if eq (printf "%.1s" .Values.A) "/"}}1{{end}}"#, ["Values.A"], ["/"], false),
            (#"{{$x := .Values.A}}{{$y := $x}}{{with $y}}1{{end}}"#, ["Values.A"], [], false),
            (#"{{range $i, $e := .Values.L}}1{{else}}2{{end}}"#, ["Values.L"], [], true),
            (#"{{if true}}1{{end}}"#, [], [], false),
        ])
    func conditions(_ text: String, _ fields: [String], _ literals: [String], _ hasElse: Bool) throws {
        let branch = try #require(try Self.branches(text).first)
        #expect(branch.fields.map { $0.joined(separator: ".") }.sorted() == fields)
        #expect(branch.comparisons.flatMap(\.literals) == literals)
        #expect(
            branch.comparisons.allSatisfy { $0.fields.count == 1 }, "each literal belongs to what it is compared with")
        #expect(branch.hasElse == hasElse)
    }

    @Test("of a condition with very many operands the first are told, and that there are more")
    func manyOperands() throws {
        let most = TemplateBranch.mostOperands
        let fields = (0...most).map { ".Values.A\($0)" }.joined(separator: " ")
        let branch = try #require(try Self.branches("{{if or \(fields)}}{{end}}").first)
        #expect(branch.fields.count == most && !branch.isWhole)
        let literals = (0...most).map { "\"\($0)\"" }.joined(separator: " ")
        let compared = try #require(try Self.branches("{{if eq .Values.A \(literals)}}{{end}}").first)
        #expect(compared.comparisons.map(\.literals.count) == [most] && !compared.isWhole)
        #expect(try Self.branches("{{if .Values.A}}{{end}}").map(\.isWhole) == [true])
    }

    @Test("variables that take over each other's fields are read in time")
    func chainedVariables() throws {
        let chain = (1...1_500).map { "{{$a\($0) := or .Values.A\($0) $a\($0 - 1)}}" }.joined()
        let branches = try Self.branches("{{$a0 := .Values.A0}}\(chain){{if $a1500}}{{end}}")
        #expect(branches.map(\.isWhole) == [false])
    }

    @Test(
        "a condition is plain if nothing is computed of its values",
        arguments: [
            ("{{if .Values.A}}{{end}}", true), ("{{if not (and (eq .Values.A \"x\") $.Values.B)}}{{end}}", true),
            ("{{with .Values.A}}{{end}}", true), ("{{range .Values.A}}{{end}}", false),
            ("{{if eq (len .Values.A) 3}}{{end}}", false), ("{{$x := .Values.A}}{{if $x}}{{end}}", false),
            ("{{if $x := .Values.A}}{{end}}", false), ("{{if .Values.A | not}}{{end}}", true),
            ("{{if gt 3 .Values.A}}{{end}}", false),
        ])
    func plain(_ text: String, _ isPlain: Bool) throws {
        #expect(try Self.branches(text).map(\.isPlain) == [isPlain])
    }

    @Test("every branch of a run is one of the template's, also behind else if, in loops and in definitions")
    func spans() throws {
        let text = #"""
            {{define "t"}}{{if .}}1{{end}}{{end}}{{if .a}}{{else if .b}}{{else}}{{range .list}}{{with .}}{{end}}{{end}}{{end}}\#
            {{template "t" .list}}
            """#
        let known = Set(try Self.branches(text).map(\.span))
        #expect(known.count == 5)
        let output = try run(text, #"{"list": [1]}"#, ExecutionOptions(recordsBranches: true))
        #expect(Set(try #require(output.record).branches.map(\.span)) == known)
    }
}
