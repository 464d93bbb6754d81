import Compose
import Testing

/// `env_file`, `extends` and build contexts: only the version's own files are seen.
struct FileTests {
    @Test(
        "a path that leaves the version's folder is refused",
        arguments: [
            "/etc/passwd", "../x.env", "a/../../x.env", "..",
        ])
    func outside(_ path: String) {
        let environment = Stacks.load("web:\n  env_file: '\(path)'\n")
        #expect(environment.codes == ["compose-file-outside"])
        #expect(environment.referenceError == "open \(path): no such file or directory")
        let extends = Stacks.load("web:\n  extends: {file: '\(path)', service: a}\n")
        #expect(extends.codes == ["compose-file-outside"])
    }

    @Test("a path may wander within the folder, and counts from the file that names it")
    func within() {
        let stack = Stacks.load(
            "web:\n  extends: {file: ./a/../sub/b.yml, service: x}\n",
            resources: ["sub/b.yml": "x:\n  env_file: ../e.env\n  build: ./img\n", "e.env": "A=1\n"])
        #expect(stack.referenceError == nil)
        #expect(
            stack.json
                == #"{"services":{"web":{"build":{"context":"sub/img"},"environment":["A=1"],"lb_config":null}}}"#)
    }

    @Test("a service that extends itself is an error, over one file or several")
    func cycles() {
        let own = Stacks.load("a:\n  extends: {service: b}\nb:\n  extends: {service: a}\n")
        #expect(own.codes.contains("compose-extends-cycle"))
        #expect(own.referenceError?.hasPrefix("Cannot extend service 'a'") == true)
        let self1 = Stacks.load("a:\n  extends: {service: a}\n")
        #expect(self1.codes == ["compose-extends-cycle"])
        let files = Stacks.load(
            "a:\n  extends: {file: x.yml, service: b}\n",
            resources: [
                "x.yml": "b:\n  extends: {file: y.yml, service: c}\n",
                "y.yml": "c:\n  extends: {file: x.yml, service: b}\n",
            ])
        #expect(files.codes == ["compose-extends-cycle"])
    }

    @Test("a chain brings each thing in once, in whatever order services stand")
    func chain() {
        let texts = [
            "a: {image: i, environment: [A=1]}\n", "b: {extends: {service: a}, environment: [B=1]}\n",
            "c: {extends: {service: b}, environment: [C=1]}\n",
        ]
        let forth = Stacks.load(texts.joined()).json
        #expect(forth == Stacks.load(texts.reversed().joined()).json)
        #expect(forth.contains(#""c":{"environment":["A=1","B=1","C=1"]"#))
    }

    @Test("an environment from a file is replaced, not appended to, as in the reference")
    func readEnvironment() {
        let stack = Stacks.load(
            "a:\n  env_file: e.env\nb:\n  extends: {service: a}\n  environment: [B=1]\nc:\n  extends: {service: a}\n",
            resources: ["e.env": "A=1\n"])
        #expect(
            stack.json
                == #"{"services":{"a":{"environment":["A=1"],"lb_config":null},"#
                + #""b":{"environment":["B=1"],"lb_config":null},"c":{"environment":["A=1"],"lb_config":null}}}"#)
    }

    @Test("what is wrong in an extended file is found there")
    func brokenFile() {
        let stack = Stacks.load(
            "a:\n  extends: {file: b.yml, service: x}\n", resources: ["b.yml": "x:\n  image: 5\n  bogus: $\n"])
        #expect(
            stack.found == [
                "b.yml:3:10: interpolation-invalid: a `$` is not followed by a name, `{` or `$`",
                "b.yml:3:3: compose-unknown-option: `bogus` is no option of a service in version 1 of the format",
                "b.yml:2:10: compose-option-type: `image` is a number; it takes a text",
            ])
    }
}
