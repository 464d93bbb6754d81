/// What a time zone file may hold. The largest real ones have 3.5 KB and some 240 changes.
package enum TimeZoneLimits {
    /// The size of a file in bytes; a larger one counts as unknown.
    package static let fileBytes = 256 << 10
    /// The length of the rule for the time after a file's last change; a longer one is ignored.
    package static let ruleBytes = 256
}
