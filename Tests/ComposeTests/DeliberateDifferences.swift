/// Where loading differs from the reference on purpose. A row names the vector, why, and the text we give in place of the
/// reference's; ``ConformanceTests`` fails on any other difference, and on a row that is no longer one.
struct DeliberateDifference: Sendable {
    let name: String
    let reason: String
    let referenceError: String

    private static let pairs = "the reference names each of several unsupported options with the next one's subject"
    private static let percent = "the reference puts its text through printf, which garbles `%`"

    static let all: [DeliberateDifference] = [
        DeliberateDifference(
            name: "unsupported-two-v1", reason: pairs,
            referenceError: """
                Unsupported config option for web service: 'bogus'
                Unsupported config option for web service: 'other'
                """),
        DeliberateDifference(
            name: "unsupported-two-v2", reason: pairs,
            referenceError: """
                Unsupported config option for web service: 'bogus'
                Unsupported config option for web service: 'other'
                """),
        DeliberateDifference(
            name: "merge-rc-catalog-only", reason: pairs,
            referenceError: """
                Unsupported config option for catalog service: 'name'
                Unsupported config option for catalog service: 'version'
                """),
        DeliberateDifference(
            name: "service-name-percent", reason: percent,
            referenceError: "Invalid service name 'a%d' - only [a-zA-Z0-9\\._\\-] characters are allowed"),
        DeliberateDifference(
            name: "opt-oom_score_adj-2000-v1", reason: percent + ", here its own placeholder `%max%`",
            referenceError:
                "Service 'web' configuration key oom_score_adj value Must be less than or equal to 1000"),
        DeliberateDifference(
            name: "opt-oom_score_adj-2000-v2", reason: percent + ", here its own placeholder `%max%`",
            referenceError:
                "Service 'web' configuration key oom_score_adj value Must be less than or equal to 1000"),
        DeliberateDifference(
            name: "percent-in-error", reason: percent,
            referenceError: "Service 'web' configuration key 'cap_add' value [100% 100%] has non-unique elements"),
        DeliberateDifference(
            name: "percent-d-error", reason: percent,
            referenceError: "Unsupported config option for web service: '%s'"),
    ]
}
