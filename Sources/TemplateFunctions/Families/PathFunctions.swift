import GoTemplate

/// Functions of paths with slashes. They look at the text alone, never at a file system.
enum PathFunctions {
    static let all = [
        LibraryFunction(
            "base", in: .paths, "The last element of a path.", takes: [.text("path")], returns: .string,
            notes: ["An empty path gives a dot, one of slashes alone a slash."],
            example: #"{{base "/var/log/app.log"}}"#, gives: "app.log"
        ) { call, _ throws(FunctionFailure) in .string(SlashPath.base(try call.text(0))) },
        LibraryFunction(
            "clean", in: .paths, "The shortest path that means the same.", takes: [.text("path")], returns: .string,
            example: #"{{clean "a//b/../c/."}}"#, gives: "a/c"
        ) { call, _ throws(FunctionFailure) in .string(SlashPath.clean(try call.text(0))) },
        LibraryFunction(
            "dir", in: .paths, "A path without its last element, cleaned.", takes: [.text("path")], returns: .string,
            example: #"{{dir "/var/lib/../log/app.log"}}"#, gives: "/var/log"
        ) { call, _ throws(FunctionFailure) in .string(SlashPath.directory(try call.text(0))) },
        LibraryFunction(
            "ext", in: .paths, "The suffix of a path's last element, with its dot.", takes: [.text("path")],
            returns: .string, example: #"{{ext "backup.tar.gz"}}"#, gives: ".gz"
        ) { call, _ throws(FunctionFailure) in .string(SlashPath.fileExtension(try call.text(0))) },
        LibraryFunction(
            "isAbs", in: .paths, "Whether a path begins with a slash.", takes: [.text("path")], returns: .bool,
            example: #"{{isAbs "/etc"}}"#, gives: "true"
        ) { call, _ throws(FunctionFailure) in .bool(SlashPath.isAbsolute(try call.text(0))) },
    ]
}
