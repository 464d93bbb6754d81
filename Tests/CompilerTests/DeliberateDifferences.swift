/// Where compiling differs from the reference on purpose. A row names the recorded version, why, and our text in place of
/// the reference's; the conformance tests fail on any other difference, and on a row that is no longer one.
struct DeliberateDifference: Sendable {
    let version: String
    let reason: String
    let referenceError: String

    static let all = [
        DeliberateDifference(
            version: "test templates/v2/1",
            reason: """
                With several unsupported options the reference pairs options and services wrongly, in an order that \
                changes from run to run. Ours names the service of each, which here is empty: the options are those of \
                the catalog block inside `services`.
                """,
            referenceError: """
                Unsupported config option for  service: 'name'
                Unsupported config option for  service: 'version'
                Unsupported config option for  service: 'minimum_rancher_version'
                """)
    ]
}
