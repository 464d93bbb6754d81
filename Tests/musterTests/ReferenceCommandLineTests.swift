import Foundation
import Testing

@testable import muster

/// The command line of `rancher-catalog-service`: the reference's flags in every spelling of its library, spf13/pflag.
@Suite("Command line of the reference")
struct ReferenceCommandLineTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let port: Int
        let config: String
        let debug: Bool
        let given: [String]
        var testDescription: String { arguments.joined(separator: " ") }

        init(
            _ arguments: String..., port: Int = 8088, config: String = "./repo.json", debug: Bool = false,
            given: [String] = []
        ) {
            (self.arguments, self.port, self.config, self.debug, self.given) = (arguments, port, config, debug, given)
        }
    }

    @Test(
        "every spelling of a flag",
        arguments: [
            Row(),
            Row("--port", "8090", port: 8090, given: ["port"]), Row("--port=8090", port: 8090, given: ["port"]),
            Row("-p", "8090", port: 8090, given: ["port"]), Row("-p8090", port: 8090, given: ["port"]),
            Row("-p=8090", port: 8090, given: ["port"]),
            Row("-dp8090", port: 8090, debug: true, given: ["debug", "port"]),
            Row("-dp", "8090", port: 8090, debug: true, given: ["debug", "port"]),
            Row("-p", "8090", "-p", "8091", port: 8091, given: ["port"]),
            Row("--port", "0x1F9A", port: 8090, given: ["port"]), Row("-p017632", port: 8090, given: ["port"]),
            Row("--port=+8090", port: 8090, given: ["port"]), Row("--port", "-1", port: -1, given: ["port"]),
            Row("--config", "a b.json", config: "a b.json", given: ["config"]),
            Row("--config=a=b", config: "a=b", given: ["config"]), Row("--config=", config: "", given: ["config"]),
            Row("--config", "--port", config: "--port", given: ["config"]),
            Row("-d", debug: true, given: ["debug"]), Row("--debug", debug: true, given: ["debug"]),
            Row("--debug=1", debug: true, given: ["debug"]), Row("--debug=t", debug: true, given: ["debug"]),
            Row("--debug=T", debug: true, given: ["debug"]), Row("--debug=true", debug: true, given: ["debug"]),
            Row("--debug=TRUE", debug: true, given: ["debug"]), Row("--debug=True", debug: true, given: ["debug"]),
            Row("-d=1", debug: true, given: ["debug"]), Row("--debug=0", given: ["debug"]),
            Row("--debug=f", given: ["debug"]), Row("--debug=F", given: ["debug"]),
            Row("--debug=false", given: ["debug"]), Row("--debug=FALSE", given: ["debug"]),
            Row("--debug=False", given: ["debug"]), Row("-d=false", given: ["debug"]),
            Row("--debug", "--debug=false", given: ["debug"]),
            Row("--debug", "false", debug: true, given: ["debug"]),
            Row("--sqlite=true", "--migrate-db", given: ["sqlite", "migrate-db"]),
            Row("--track=false", "--validate=false", given: ["track", "validate"]),
            Row(
                "--mysql-user", "u", "--mysql-password=p=q", "--mysql-address", "h:3306", "--mysql-dbname=d",
                "--mysql-params", "",
                given: ["mysql-user", "mysql-password", "mysql-address", "mysql-dbname", "mysql-params"]),
            Row("--cache", "c", "--refresh-interval=0", given: ["cache", "refresh-interval"]),
            Row("--", "--port", "8090"), Row("-d", "--", "-p1", debug: true, given: ["debug"]),
            Row("words", "", "-", "-d", debug: true, given: ["debug"]),
        ])
    func spellings(row: Row) throws {
        let line = try ReferenceCommandLine(row.arguments)
        #expect(line.number("port") == row.port)
        #expect(line.text("config") == row.config)
        #expect(line.boolean("debug") == row.debug)
        #expect(line.given == row.given)
    }

    @Test("where nothing is given the reference's own values hold")
    func standards() throws {
        let line = try ReferenceCommandLine([])
        #expect(line.number("refresh-interval") == 60 && line.text("cache") == "./cache")
        #expect(!line.boolean("validate") && !line.boolean("version") && line.boolean("track"))
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let says: String
        var testDescription: String { arguments.joined(separator: " ") }

        init(_ arguments: String..., says: String) {
            (self.arguments, self.says) = (arguments, says)
        }
    }

    @Test(
        "what cannot be read is said in the reference's words, and ends with its status",
        arguments: [
            Mistake("--prot", "1", says: "unknown flag: --prot"), Mistake("--prot=1", says: "unknown flag: --prot"),
            Mistake("-x", says: "unknown shorthand flag: 'x' in -x"),
            Mistake("-dxp1", says: "unknown shorthand flag: 'x' in -xp1"),
            Mistake("-config", "a", says: "unknown shorthand flag: 'c' in -config"),
            Mistake("--port", says: "flag needs an argument: --port"),
            Mistake("-dp", says: "flag needs an argument: 'p' in -p"),
            Mistake("--port=eight", says: "invalid argument \"eight\" for \"-p, --port\" flag"),
            Mistake("-port", "1", says: "invalid argument \"ort\" for \"-p, --port\" flag"),
            Mistake("--port=", says: "invalid argument \"\" for \"-p, --port\" flag"),
            Mistake("--port", "99999999999999999999", says: "invalid argument"),
            Mistake("--port", "65536", says: "invalid port 65536"), Mistake("-p=-1", says: "invalid port -1"),
            Mistake("--track=no", says: "invalid argument \"no\" for \"--track\" flag"),
            Mistake("--sqlite=", says: "invalid argument \"\" for \"--sqlite\" flag"),
            Mistake("--=1", says: "bad flag syntax: --=1"), Mistake("---port", says: "bad flag syntax: ---port"),
        ])
    func mistakes(row: Mistake) throws {
        let outcome = try CommandLineTests.run(row.arguments, named: ReferenceCommand.name)
        #expect(outcome.status == 1 && outcome.output == "")
        #expect(outcome.errors.hasPrefix("Error: \(row.says)"), "\(outcome.errors)")
        #expect(outcome.errors.contains("--refresh-interval NUMBER"))
    }

    @Test(
        "help and version go to standard output and end with 0",
        arguments: [
            ["--version"], ["-v"], ["--version=true"], ["-dv"], ["--help"], ["-h"], ["-hv"],
            ["--help=true", "-p", "1"],
        ])
    func help(arguments: [String]) throws {
        let outcome = try CommandLineTests.run(arguments, named: ReferenceCommand.name)
        #expect(outcome.status == 0 && outcome.errors == "")
        if arguments.contains(where: { $0.contains("h") && !$0.contains("version") }) {
            for flag in ReferenceFlag.all { #expect(outcome.output.contains("--\(flag.name)")) }
        } else {
            #expect(outcome.output == "\(Release.version)\n")
        }
    }

    @Test(
        "the binary does as it was told",
        arguments: [
            (
                ["-p8090", "--refresh-interval", "300", "--config=c.json"],
                "config=c.json host=127.0.0.1 interval=300 port=8090"
            ),
            (
                ["--refresh-interval=0", "--track=false", "--sqlite"],
                "config=./repo.json host=127.0.0.1 interval=0 port=8088"
            ),
        ])
    func binary(arguments: [String], says: String) throws {
        let outcome = try CommandLineTests.run(arguments + ["--cache", "/dev/null/x"], named: ReferenceCommand.name)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("cache=/dev/null/x \(says)"), "\(outcome.errors)")
        #expect(outcome.errors.contains("\(ReferenceCommand.name): "))
    }
}
