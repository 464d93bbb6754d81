import Diagnostics
import GoText
import MusterTesting
import Testing

@testable import Compose

/// The readers of values in compose files, with what they are never given.
@Suite("Extremes of compose values")
struct ExtremesTests {
    static let readers = [
        ForeignReader("sizes", ["64m", "1.5 GB", "9223372036854775807", "8191p"]) { _ = ByteSize.bytes($0) },
        ForeignReader("durations", ["1h2m3.5s", "-1.5ms", "9223372036s", "1us2ns"]) {
            _ = try GoDuration.nanoseconds(Array($0.utf8))
        },
        ForeignReader("command lines", ["run \"a b\" 'c' \\d # e", "a\\"]) { _ = try ShellWords.split($0) },
        ForeignReader("ports", ["127.0.0.1:80-81:8080-8081/udp", "[::1]:1:2", "65535", "1-65536"]) {
            _ = PortSpecification.isValid($0)
            _ = TypedReader.mount($0)
        },
        ForeignReader(
            "references", ["${NAME} $NAME $$ ${", "$1 ${A:-b}"],
            bytes: {
                _ = Interpolation($0, variables: ["NAME": "$NAME"])
            }),
        ForeignReader("paths", ["../a/./b//c", "/"]) {
            _ = ResourcePath.resolve($0, from: "x/y.yml")
            _ = ResourcePath.resolve("a", from: $0)
        },
    ]

    @Test("a reader comes back, whatever it is given", arguments: readers)
    func read(reader: ForeignReader) {
        let count = reader.readExtremes(seed: 13)
        print("extremes of \(reader): \(count) inputs, seed 13")
        #expect(count > 200)
    }

    /// Options whose values are numbers, sizes or durations, and every other place where a number stands in a stack.
    static let options = [
        "scale: N", "mem_limit: N", "memswap_limit: 'Nk'", "shm_size: N", "stop_grace_period: 'Ns'", "cpu_shares: N",
        "milli_cpu_reservation: N", "oom_score_adj: N", "ports: ['N:N/tcp']", "expose: ['N']", "ulimits: {nofile: N}",
        "ulimits: {nofile: {soft: N, hard: N}}", "health_check: {port: N, interval: N, initializing_timeout: 'N'}",
        "scale_policy: {min: N, max: N, increment: N}", "upgrade_strategy: {batch_size: N, interval_millis: N}",
        "lb_config: {port_rules: [{source_port: N, target_port: N, priority: N, weight: N}]}", "environment: {A: N}",
        "labels: {a: N, N: b}", "command: 'sleep N'", "blkio_weight: N", "device_read_bps: {/dev/a: N}",
        "secrets: [{source: a, mode: N, uid: N}]", "disks: [{read_iops: N, size: N}]", "retain_ip: N",
        "build: {args: {A: N}}",
    ]

    @Test("a stack loads, or is refused, whatever number stands in it", arguments: options)
    func numbers(option: String) {
        for number in Extremes.numbers {
            let text = "version: '2'\nservices:\n  web:\n    image: a\n    \(option.replacing("N", with: number))\n"
            let input = ComposeInput(dockerCompose: SourceText(path: "docker-compose.yml", bytes: Array(text.utf8)))
            let result = ComposeLoader.load(input)
            #expect((result.project == nil) == (result.referenceError != nil), "\(text)")
            _ = result.project?.canonicalJSON()
        }
    }
}
