package import Catalog
package import Foundation

extension Moment {
    /// The present, by the system's clock.
    package static var now: Self { Self(Date()) }

    /// A date, to the millisecond.
    package init(_ date: Date) { self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded())) }

    /// The moment as Foundation has it.
    package var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

    /// The seconds from another moment to this one.
    package func seconds(since other: Self) -> Double { Double(milliseconds - other.milliseconds) / 1000 }
}
