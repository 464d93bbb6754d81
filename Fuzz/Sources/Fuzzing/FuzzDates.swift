import Compose
import Diagnostics
import GoTemplate
import TemplateFunctions

extension FuzzTarget {
    /// Reads a duration, a layout and a time zone's file. Laws: what is written keeps the limit; a duration and its opposite
    /// lead back; a compose file takes whole seconds of a duration or says why not.
    static let dates = FuzzTarget("dates") { bytes in
        let parts = parts(3, of: bytes)
        let (duration, layout) = (parts[0], parts[1])
        checkMoves(duration)
        for second in [Int64.min, -62_135_596_800, -1, 0, 1_795_246_244, .max] {
            let output = rendered(
                shown,
                ["layout": .string(layout), "second": .integer(second, .int64)], zone: parts[2])
            law(output.count <= 2 * FunctionLimits.resultBytes, "a longer text than the limit allows")
        }
        checkCompose(duration)
    }

    private static func checkMoves(_ duration: [UInt8]) {
        let moved = rendered(there, ["d": .string(duration)])
        law(!moved.isEmpty, "a time that does not print")
        if duration.first == UInt8(ascii: "-") || duration.first == UInt8(ascii: "+") { return }
        let opposite = Value.string([UInt8(ascii: "-")] + duration)
        let again = rendered(back, ["d": .string(duration), "b": opposite])
        // The longest duration backwards has none forwards.
        let start = rendered(now, [:])
        law(again == start || moved == start, "a duration and its opposite do not lead back")
    }

    /// Durations and sizes of compose files, which are read otherwise.
    private static func checkCompose(_ text: [UInt8]) {
        let quoted = text.prefix(200).filter { $0 != UInt8(ascii: "'") && $0 >= 0x20 }
        let document =
            Array("a: {image: a, stop_grace_period: '".utf8) + quoted + Array("', mem_limit: '".utf8) + quoted
            + Array("'}".utf8)
        let result = ComposeLoader.load(
            ComposeInput(dockerCompose: SourceText(path: "docker-compose.yml", bytes: document)))
        law(result.project != nil || result.referenceError != nil, "neither a stack nor why there is none")
    }

    private static func rendered(_ text: String, _ data: [String: Value], zone: [UInt8] = []) -> [UInt8] {
        let surroundings = Surroundings(
            now: Instant(seconds: 1_795_246_244, nanoseconds: 999_999_999), timeZone: { _ in zone },
            random: SplitMix(state: 1))
        let map = GoMap(data.map { (Array($0.key.utf8), $0.value) })
        return templates[text]?.execute(.map(map), ExecutionOptions(surroundings: surroundings)).output ?? []
    }

    private static let now = "{{now.UnixNano}}"
    private static let there = "{{(now | dateModify .d).UnixNano}}"
    private static let back = "{{(now | dateModify .d | dateModify .b).UnixNano}}"
    private static let shown = #"{{dateInZone .layout .second "Zone"}}{{date .layout .second}}"#

    /// Parsed once: that takes longer than running them.
    private static let templates = Dictionary(
        uniqueKeysWithValues: [now, there, back, shown].map { text in
            let source = SourceText(path: "dates.tpl", bytes: Array(text.utf8))
            return (text, TextTemplate.parse(source, library: FunctionProfile.rancher16.library).template)
        }
    ).compactMapValues(\.self)
}
