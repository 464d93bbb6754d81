/// Where reading a catalog differs from the reference on purpose. A row names the recorded tree, the folder whose reading
/// differs, and why; ``ConformanceTests`` fails on any other difference, and on a row that is no longer one.
struct DeliberateDifference: Sendable {
    let tree: String
    let folderPath: String
    let reason: String

    static let all: [DeliberateDifference] = [
        DeliberateDifference(
            tree: "bad-yaml", folderPath: "templates/a",
            reason:
                "a broken config.yml leaves the template under its folder's name; the reference makes a nameless entry"),
        DeliberateDifference(
            tree: "bad-yaml", folderPath: "templates/c",
            reason: "a config.yml that is no map leaves the template under its folder's name"),
        DeliberateDifference(
            tree: "key-collision", folderPath: "ab-templates/c",
            reason: "the reference mixes templates whose base and folder name read the same when joined"),
        DeliberateDifference(
            tree: "key-collision", folderPath: "a-templates/bc",
            reason: "the reference mixes templates whose base and folder name read the same when joined"),
        DeliberateDifference(
            tree: "type-mismatch", folderPath: "templates/a",
            reason: "a field of the wrong type costs that field, not the whole configuration"),
        DeliberateDifference(
            tree: "type-mismatch", folderPath: "templates/b",
            reason: "a field of the wrong type costs that field, not the whole configuration"),
        DeliberateDifference(
            tree: "type-mismatch", folderPath: "templates/c",
            reason: "a field of the wrong type costs that field, not the whole configuration"),
        DeliberateDifference(
            tree: "no-config", folderPath: "templates/a",
            reason:
                "a missing config.yml leaves the template under its folder's name; the reference makes a nameless entry"
        ),
        DeliberateDifference(
            tree: "no-config", folderPath: "scripts/x",
            reason: "a folder without versions outside of …templates holds no template"),
        DeliberateDifference(
            tree: "no-config", folderPath: ".git-like/x", reason: "hidden folders hold no templates"),
    ]
}
