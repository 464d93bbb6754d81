import Diagnostics
import Foundation
import Git

/// What a command says beside its results. Names and messages of strangers stand in it, so nothing of it steers a terminal, and
/// a sentence stays on its line.
enum StandardError {
    /// Says one sentence.
    static func say(_ sentence: String) { write(sentence.printable) }

    /// Says a text of several lines, as they are.
    static func say(lines text: String) {
        write(
            text.split(separator: "\n", omittingEmptySubsequences: false).map(\.description.printableLine).joined(
                separator: "\n"))
    }

    /// The text without the arguments of this command that may hold a password: what the command line shows to one user may be
    /// kept in the log of a build.
    static func withoutLogins(_ text: String, arguments: [String] = CommandLine.arguments) -> String {
        let values = arguments.flatMap { argument in
            argument.indices.filter { argument[$0] == "=" }.map { String(argument[$0...].dropFirst()) }
        }
        let secret = (arguments + values).filter(mayHoldLogin)
        // A sentence may be about a part of what was taken for an id.
        let parts = secret.flatMap { $0.split(separator: ":").filter { $0.contains("@") }.map(String.init) }
        return (secret + parts).sorted { $0.utf8.count > $1.utf8.count }.reduce(text) { $0.replacing($1, with: "•••") }
    }

    private static func mayHoldLogin(_ argument: String) -> Bool {
        RemoteURL.mayHoldLogin(argument) || argument.contains("@") && (try? RemoteURL(parsing: argument)) == nil
    }

    private static func write(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
