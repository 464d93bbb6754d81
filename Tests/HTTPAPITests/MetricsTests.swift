import HTTPTypes
import Testing

@testable import HTTPAPI

@Suite("Metrics")
struct MetricsTests {
    @Test("requests are counted by route and status, catalogs and caches are shown")
    func samples() async throws {
        let api = TestAPI(SampleCatalogs.load())
        for path in ["/v1-catalog/templates", "/v1-catalog/templates", "/v1-catalog/templates/sample:gone", "/no/such"]
        {
            _ = try await api.send(.get, path)
        }
        let reply = try await api.send(.get, "/metrics")
        #expect(reply.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        let lines = reply.text.split(separator: "\n").map(String.init)
        for line in [
            #"muster_http_request_duration_seconds_count{route="templates",status="200"} 2"#,
            #"muster_http_request_duration_seconds_count{route="template",status="404"} 1"#,
            #"muster_http_request_duration_seconds_bucket{route="unknown",status="404",le="+Inf"} 1"#,
            #"muster_catalog_up{catalog="sample",environment="global"} 1"#,
            #"muster_catalog_templates{catalog="sample",environment="global"} 2"#,
            #"muster_catalog_findings{catalog="sample",environment="global",severity="error"} 0"#,
            #"muster_refreshes_total{catalog="sample",environment="global",result="failure"} 0"#,
            #"muster_cache_hits_total{cache="answers"} 1"#,
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        #expect(lines.contains { $0.hasPrefix("muster_snapshot_age_seconds{catalog=\"sample\"") })
    }

    @Test("every metric is described once, before its samples, and every line is a sample or a comment")
    func format() async throws {
        let lines = try await TestAPI(SampleCatalogs.load()).send(.get, "/metrics").text.split(separator: "\n")
        var described: Set<Substring> = []
        for line in lines {
            let parts = line.split(separator: " ")
            if line.hasPrefix("# TYPE ") {
                #expect(described.insert(parts[2]).inserted, "\(line)")
            } else if !line.hasPrefix("# HELP ") {
                let name = line.prefix { $0 != "{" && $0 != " " }
                let isKnown = described.contains {
                    name == $0 || ["_bucket", "_sum", "_count"].contains(name.dropFirst($0.count))
                }
                #expect(isKnown, "\(line)")
                #expect(parts.last.flatMap { Double($0) } != nil, "\(line)")
            }
        }
    }

    @Test("labels are escaped")
    func escaping() {
        var text = PrometheusText()
        text.sample("m", ["name": "a\"b\\c\nd"], 1)
        #expect(text.text == "m{name=\"a\\\"b\\\\c\\nd\"} 1\n")
    }

    @Test("a request's time falls into the first bucket that holds it")
    func buckets() {
        var histogram = RequestMetrics.Histogram()
        for microseconds in [0, 50, 51, 99_999_999] as [Int64] { histogram.add(microseconds) }
        #expect(histogram.counts.first == 2 && histogram.counts[1] == 1 && histogram.counts.last == 1)
        #expect(histogram.microseconds == 100_000_100)
    }
}
