import Foundation

extension Lane {
    /// Transfers from remotes, each of which may wait for a server until its deadline.
    package static let transfers = Lane {
        $0 = Character("git transfer", width: 16)
        $0.keepsPlaces = true
        $0.niceness = 5
    }

    /// Taking strangers' objects into mirrors, by processes of their own whose memory is bounded: there are never more such
    /// processes than places here and in ``largeImports``.
    package static let imports = Lane {
        $0 = Character("git import", width: 2)
        $0.keepsPlaces = true
        // Its processes are as patient as the threads that start them.
        $0.niceness = 5
    }

    /// As ``imports``, for repositories that need more memory and time.
    package static let largeImports = Lane {
        $0 = Character("large git import", width: 1)
        $0.niceness = 10
    }

    /// Reading and parsing what is on this machine's disk: mirrors, folders, work trees. Never waits for a network.
    package static let reading = Lane {
        $0 = Character("git reading", width: max(2, cores))
        $0.niceness = 5
    }

    /// Writing to the store, one transaction after another, and what is published with it.
    package static let storing = Lane { $0 = Character("store writing", width: 1) }

    /// Making the answers that Rancher's own clients read: lists, templates, versions. Nobody is refused.
    package static let answers = Lane {
        $0 = Character("answers", width: max(2, cores))
        $0.niceness = 4
    }

    /// Going on with answers that are too large to be made whole, behind the first answers of others.
    package static let largeAnswers = Lane {
        $0 = Character("large answers", width: 1)
        $0.niceness = 10
    }

    /// Compiling for clients, and whatever else only Muster's own clients ask for.
    package static let compiling = Lane {
        $0 = Character("compiling", width: max(2, cores), queueLimit: 64, longestWait: .seconds(30))
        $0.niceness = 10
    }

    /// Looking through what is served, behind everything that anybody waits for.
    package static let lint = Lane {
        $0 = Character("lint", width: 1)
        $0.niceness = 15
    }

    /// Every lane of the process, as metrics show them.
    package static let all = [
        transfers, imports, largeImports, reading, storing, answers, largeAnswers, compiling, lint,
    ]

    private static let cores = ProcessInfo.processInfo.activeProcessorCount

    private convenience init(_ describe: (inout Character) -> Void) {
        var character = Character("", width: 1)
        describe(&character)
        self.init(character)
    }
}
