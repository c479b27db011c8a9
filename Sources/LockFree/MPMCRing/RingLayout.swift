/// Where things stand in a ring's memory, in bytes: the tail and the head on lines of their own, the slots, the groups.
///
/// A slot is a sequence (8 bytes), a stamp (8 bytes) and the element. A group is the sequence of a ``SlotGroup`` (8 bytes); groups
/// stand together, so that a batch of 64 elements touches one line of them.
enum RingLayout<Element> {
    /// From a slot to its stamp.
    static var stampOffset: Int { 8 }
    /// From a slot to its element.
    static var elementOffset: Int { 16 }
    /// From one slot to the next.
    static var slotStride: Int {
        let alignment = max(MemoryLayout<Element>.alignment, 8)
        return (elementOffset + MemoryLayout<Element>.size + alignment - 1) / alignment * alignment
    }
    /// From one group to the next.
    static var groupStride: Int { 8 }

    /// The tail is the first word; the head is kept away from it.
    static var headOffset: Int { CacheLinePadded<UInt64>.byteCount }
    /// The slots follow.
    static var slotsOffset: Int { 2 * CacheLinePadded<UInt64>.byteCount }

    /// Where the groups of a ring of `capacity` slots begin: on a line that no slot shares.
    static func groupsOffset(capacity: Int) -> Int {
        let line = CacheLinePadded<UInt64>.byteCount
        return (slotsOffset + capacity * slotStride + line - 1) / line * line
    }

    /// All of the memory. A ring of fewer slots than a group has one too, which never speaks.
    static func byteCount(capacity: Int) -> Int {
        groupsOffset(capacity: capacity) + max(capacity / SlotGroup.slotCount, 1) * groupStride
    }
}
