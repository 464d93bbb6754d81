/// What it costs to unpack a pack, as its own headers say.
struct PackSize: Sendable, Hashable {
    var objects = 0
    /// The largest object that is made of another one, or that another one is made of, in bytes. Such objects are held in
    /// memory; others pass through.
    var largestDelta = 0
    /// Bytes of all objects when they are unpacked; for one that is made of another one, both.
    var unpackedBytes = 0

    /// Bytes of memory that indexing the pack takes: libgit2's caches, what it remembers of each object, and a base with its
    /// delta and the result.
    var memory: Int { (28 << 20) + objects * 180 + largestDelta * 3 }
}
