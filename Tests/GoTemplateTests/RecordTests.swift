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

    @Test("nothing is recorded unless asked")
    func off() throws {
        let output = try run(Self.template)
        #expect(output.record == nil)
        #expect(output.spans == nil)
    }
}
