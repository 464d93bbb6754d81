import Catalog
import Diagnostics
import Foundation
import HTTPTypes
import Lanes
import Lint
import Service

extension APIResponder {
    /// What was answered, how the catalogs fare, and what the caches hold.
    func metricsText() -> Answer {
        var text = PrometheusText()
        writeRequests(to: &text)
        writeOperatorTroubles(to: &text)
        writeCatalogs(to: &text)
        writeCaches(to: &text)
        writeLanes(to: &text)
        writeConnections(to: &text)
        writeEvents(to: &text)
        return Answer(status: .ok, bytes: Array(text.text.utf8), contentType: PrometheusText.contentType)
    }

    private func writeRequests(to text: inout PrometheusText) {
        let name = "muster_http_request_duration_seconds"
        text.metric(name, .histogram, "Time from a request's head to its answer, by route and status.")
        for (label, histogram) in metrics.histograms {
            let (route, status) = (label.endpoint, "\(label.status)")
            var total: UInt64 = 0
            for (bound, count) in zip(RequestMetrics.Histogram.bounds, histogram.counts) {
                total += count
                let upper = Double(bound) / 1_000_000
                text.sample("\(name)_bucket", ["route": route, "status": status, "le": "\(upper)"], total)
            }
            total += histogram.counts.last ?? 0
            text.sample("\(name)_bucket", ["route": route, "status": status, "le": "+Inf"], total)
            let seconds = Double(histogram.microseconds) / 1_000_000
            text.sample("\(name)_sum", ["route": route, "status": status], seconds)
            text.sample("\(name)_count", ["route": route, "status": status], total)
        }
    }

    private func writeOperatorTroubles(to text: inout PrometheusText) {
        let troubles = operations.operatorTroubles
        text.metric("muster_operator_troubles", .gauge, "Files and entries of the operator that cannot be used.")
        for subject in OperatorTrouble.Subject.allCases {
            let count = troubles.count { $0.subject == subject }
            text.sample("muster_operator_troubles", ["subject": subject.rawValue], count)
        }
    }

    private func writeCatalogs(to text: inout PrometheusText) {
        let catalogs = operations.publication.catalogs
        func gauge(_ name: String, _ help: String, _ value: (PublishedCatalog) -> Int) {
            text.metric(name, .gauge, help)
            for catalog in catalogs { text.sample(name, labels(catalog), value(catalog)) }
        }
        gauge("muster_catalog_up", "1 when the last refresh went well.") { $0.lastRefresh?.error == nil ? 1 : 0 }
        gauge("muster_catalog_templates", "Templates served.") { $0.snapshot?.templates.count ?? 0 }
        gauge("muster_catalog_versions", "Versions served.") { $0.snapshot?.versionCount ?? 0 }
        text.metric("muster_catalog_findings", .gauge, "Findings in what is served, by severity.")
        for catalog in catalogs {
            let counts = catalog.snapshot?.findingCounts
            for (severity, count) in [("error", counts?.errors), ("warning", counts?.warnings)] {
                text.sample("muster_catalog_findings", labels(catalog, "severity", severity), count ?? 0)
            }
        }
        writeLint(of: catalogs, to: &text)
        writeRefreshes(of: catalogs, to: &text)
    }

    /// What lint found, of catalogs that it has looked at.
    private func writeLint(of catalogs: [PublishedCatalog], to text: inout PrometheusText) {
        guard configuration.lints else { return }
        text.metric("muster_catalog_lint_pending", .gauge, "1 while lint has not looked at what is served.")
        for catalog in catalogs {
            text.sample("muster_catalog_lint_pending", labels(catalog), catalog.isLintPending ? 1 : 0)
        }
        text.metric("muster_catalog_lint_findings", .gauge, "Findings of lint, by severity.")
        for catalog in catalogs {
            guard let report = catalog.lint?.report else { continue }
            for severity in Severity.allCases {
                text.sample(
                    "muster_catalog_lint_findings", labels(catalog, "severity", severity.rawValue),
                    report.count(severity))
            }
        }
    }

    private func writeRefreshes(of catalogs: [PublishedCatalog], to text: inout PrometheusText) {
        let counts = operations.refreshCounts
        text.metric("muster_refreshes_total", .counter, "Refreshes since the start, by result.")
        for catalog in catalogs {
            let count = counts[catalog.key] ?? RefreshCounts()
            text.sample("muster_refreshes_total", labels(catalog, "result", "success"), count.succeeded)
            text.sample("muster_refreshes_total", labels(catalog, "result", "failure"), count.failed)
        }
        text.metric("muster_refresh_seconds_total", .counter, "Time that refreshes took since the start.")
        for catalog in catalogs {
            text.sample("muster_refresh_seconds_total", labels(catalog), counts[catalog.key]?.seconds ?? 0)
        }
        text.metric(
            "muster_snapshot_age_seconds", .gauge, "Time since what is served was last found to be what the remote has."
        )
        for catalog in catalogs {
            let success = catalog.lastRefresh.flatMap { $0.error == nil ? $0.finished : nil }
            guard let confirmed = counts[catalog.key]?.lastSuccess ?? success else { continue }
            let age = max(0, Moment.now.seconds(since: confirmed))
            text.sample("muster_snapshot_age_seconds", labels(catalog), age)
        }
    }

    private func writeCaches(to text: inout PrometheusText) {
        let caches = [
            ("ready", ready.answers.usage + ready.catalogAnswers.usage), ("answers", cache.usage + catalogCache.usage),
            ("listings", listings.usage), ("begun-templates", begunTemplates.usage), ("events", pages.usage),
        ]
        text.metric("muster_cache_hits_total", .counter, "Look-ups that found something.")
        for (name, usage) in caches { text.sample("muster_cache_hits_total", ["cache": name], usage.hits) }
        text.metric("muster_cache_misses_total", .counter, "Look-ups that found nothing.")
        for (name, usage) in caches { text.sample("muster_cache_misses_total", ["cache": name], usage.misses) }
        text.metric("muster_cache_entries", .gauge, "What is kept.")
        for (name, usage) in caches { text.sample("muster_cache_entries", ["cache": name], usage.entries) }
        text.metric("muster_cache_bytes", .gauge, "The bytes that it takes.")
        for (name, usage) in caches { text.sample("muster_cache_bytes", ["cache": name], usage.bytes) }
    }

    private func writeConnections(to text: inout PrometheusText) {
        let (connections, usage) = (ready.connections, ready.connections.usage)
        func metric(_ name: String, _ kind: PrometheusText.Kind, _ help: String, _ value: some Numeric) {
            text.metric(name, kind, help)
            text.sample(name, [:], value)
        }
        metric("muster_connections", .gauge, "Connections of clients.", usage.open)
        metric("muster_connections_refused_total", .counter, "Connections refused, as all were at work.", usage.refused)
        metric("muster_connections_closed_total", .counter, "Connections closed to make room.", usage.closed)
        metric(
            "muster_untaken_bytes", .gauge, "Bytes of answers that clients do not take.",
            connections.untaken.usage.bytes)
        metric(
            "muster_unfinished_bytes", .gauge, "Bytes of requests that clients do not send to their end.",
            connections.unfinished.usage.bytes)
    }

    private func writeLanes(to text: inout PrometheusText) {
        func metric(
            _ name: String, _ kind: PrometheusText.Kind, _ help: String, _ value: (Lane) -> some Numeric
        ) {
            text.metric(name, kind, help)
            for lane in Lane.all { text.sample(name, ["lane": lane.character.name], value(lane)) }
        }
        metric("muster_lane_width", .gauge, "Pieces of work that a lane takes at a time.") { $0.character.width }
        metric("muster_lane_running", .gauge, "Pieces of work under way.") { $0.usage.running }
        metric("muster_lane_waiting", .gauge, "Pieces of work that wait.") { $0.usage.waiting }
        metric("muster_lane_began_total", .counter, "Pieces of work that began.") { $0.usage.began }
        metric("muster_lane_refused_total", .counter, "Pieces of work refused, as too many waited.") {
            $0.usage.refused
        }
        metric("muster_lane_wait_seconds_total", .counter, "Time that work waited before it began.") {
            Double($0.usage.waited.microseconds) / 1_000_000
        }
    }

    private func writeEvents(to text: inout PrometheusText) {
        text.metric("muster_events_total", .counter, "Events since the start.")
        text.sample("muster_events_total", [:], operations.events.last)
        text.metric("muster_event_listeners", .gauge, "Clients that wait for events.")
        text.sample("muster_event_listeners", [:], listeners.count)
    }

    private func labels(_ catalog: PublishedCatalog) -> KeyValuePairs<String, String> {
        ["catalog": catalog.key.name, "environment": catalog.key.environment]
    }

    private func labels(
        _ catalog: PublishedCatalog, _ name: String, _ value: String
    ) -> KeyValuePairs<String, String> {
        ["catalog": catalog.key.name, "environment": catalog.key.environment, name: value]
    }
}
