import MusterTesting
import Store
import Testing

@testable import Service

/// Ids and settings that nobody gave out.
@Suite("Extremes of ids and settings")
struct ExtremesTests {
    static let readers = [
        ForeignReader("event ids", ["3w5e11264sgsf-18446744073709551615", "a-0"]) { text in
            guard let id = EventID(parsing: text) else { return }
            #expect(EventID(parsing: id.description) == id)
            let log = EventLog(run: id.run)
            _ = log.number(of: id).flatMap { log.events(after: $0, limit: .max) }
        },
        ForeignReader(
            "settings",
            ["library=https://a.example/b.git#v1.6-release,c=/d", "{\"catalogs\": {\"a\": {\"url\": \"b\"}}}"]
        ) {
            _ = try ConfigurationReading(setting: $0, named: "setting")
        },
        ForeignReader("entries", ["name=https://user@h/p#b", "=", "#"]) {
            _ = try CatalogConfiguration.parse(entry: $0, named: "--catalog")
        },
        ForeignReader("release branches", ["v1.6.30", "1.6"]) {
            _ = ReleaseBranch(rancherVersion: $0).resolve("${RELEASE}")
        },
    ]

    @Test("a reader comes back, whatever it is given", arguments: readers)
    func read(reader: ForeignReader) {
        let count = reader.readExtremes(seed: 13)
        print("extremes of \(reader): \(count) inputs, seed 13")
        #expect(count > 200)
    }

    @Test("a log tells what it has after any number", arguments: [0, 1, 2, UInt64(Int.max), UInt64(Int.max) + 1, .max])
    func numbers(number: UInt64) {
        let log = EventLog(run: "a")
        for limit in [0, 1, Int.max] { #expect((log.events(after: number, limit: limit) == nil) == (number > 0)) }
    }
}
