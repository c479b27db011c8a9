import LockFree
import TestSupport
import Testing

/// Groups of eight slots, which batches fill and empty at once: whatever filled a slot, whatever comes for it finds it.
@Suite struct MPMCRingGroupTests {
    /// How elements go in, or come out.
    enum Way: CaseIterable, Sendable {
        /// By single calls.
        case singly
        /// By one batch.
        case together
        /// By one or the other, in turn.
        case byTurns
    }

    /// A ring that knows what must come out next.
    private struct Lane {
        let ring: SharedRing<UInt64>
        var entered: UInt64 = 0
        var left: UInt64 = 0
        var callCount = 0

        private mutating func isSingle(_ way: Way) -> Bool {
            callCount += 1
            return way == .singly || way == .byTurns && callCount % 2 == 0
        }

        mutating func enter(_ count: Int, _ way: Way) {
            let values = (0..<UInt64(count)).map { Stamped(entered + $0, stamp: entered + $0) }
            if isSingle(way) {
                for value in values { #expect(ring.tryEnqueue(value.element, stamp: value.stamp)) }
            } else {
                #expect(ring.enqueue(contentsOf: values) == count)
            }
            entered += UInt64(count)
            #expect(ring.count == Int(entered - left))
            #expect(ring.headStamp == (entered == left ? nil : left))
        }

        mutating func leave(_ count: Int, _ way: Way) {
            let expected = (0..<UInt64(count)).map { Stamped(left + $0, stamp: left + $0) }
            if isSingle(way) {
                for value in expected { #expect(ring.tryDequeue() == value.element) }
            } else {
                #expect(ring.dequeue(upTo: count) == expected)
            }
            left += UInt64(count)
            #expect(ring.headStamp == (entered == left ? nil : left))
        }

        /// Nothing can be had of an empty ring, in any way.
        func expectEmpty() {
            #expect(ring.tryDequeue() == nil)
            #expect(ring.dequeue(upTo: ring.capacity).isEmpty)
            #expect(ring.headStamp == nil)
        }

        /// Nothing can be added to a full ring, in any way.
        func expectFull() {
            #expect(!ring.tryEnqueue(.max))
            #expect(ring.enqueue(contentsOf: [Stamped(.max, stamp: 0)]) == 0)
        }
    }

    /// Runs that start and end anywhere in a group, and cross the end of the memory and the wrap of positions.
    @Test("Runs of every length from every place of a group keep their order", arguments: Way.allCases, Way.allCases)
    func everyPlaceAndLength(entering: Way, leaving: Way) {
        for offset in 0..<UInt64(8) {
            for length in 1...26 {
                var lane = Lane(ring: SharedRing(capacity: 32, firstPosition: .max - 40 + offset))
                for _ in 0..<5 {
                    lane.enter(length, entering)
                    lane.leave(length, leaving)
                    lane.expectEmpty()
                }
            }
        }
    }

    @Test("Hundreds of laps leave nothing behind that a later lap believes", arguments: Way.allCases, Way.allCases)
    func manyLaps(entering: Way, leaving: Way) {
        var lane = Lane(ring: SharedRing(capacity: 16))
        for lap in 0..<600 {
            // From all of the ring to a part of a group, so that laps fill and empty groups in different ways.
            let length = [16, 16, 8, 5, 11][lap % 5]
            lane.enter(length, entering)
            if length == 16 { lane.expectFull() }
            lane.leave(length, leaving)
            lane.expectEmpty()
        }
    }

    @Test("A group that is filled in parts comes out whole, and one filled whole comes out in parts")
    func partsAndWholes() {
        for first in 1..<8 {
            var lane = Lane(ring: SharedRing(capacity: 8))
            for _ in 0..<300 {
                lane.enter(first, .together)
                lane.enter(8 - first, .together)
                lane.expectFull()
                lane.leave(8, .together)
                lane.enter(8, .together)
                lane.leave(first, .together)
                lane.leave(8 - first, .singly)
                lane.expectEmpty()
            }
        }
    }

    @Test("A batch ends at a stamp within a group that was filled whole", arguments: 0..<24)
    func stampLimitWithinGroups(limit: Int) {
        let ring = SharedRing<Int>(capacity: 32)
        let values = (0..<24).map { Stamped($0, stamp: UInt64($0)) }
        #expect(ring.enqueue(contentsOf: values) == 24)
        #expect(ring.dequeue(upTo: 24, stampMax: UInt64(limit)) == Array(values[...limit]))
        #expect(ring.dequeue(upTo: 24) == Array(values[(limit + 1)...]))
    }

    @Test("In a ring with room for a part of a batch the groups that fit are filled", arguments: 0...32)
    func fillsWhatIsFree(taken: Int) {
        var lane = Lane(ring: SharedRing(capacity: 32))
        lane.enter(32, .together)
        lane.leave(taken, .together)
        let values = (0..<40).map { Stamped(UInt64($0) + 32, stamp: UInt64($0) + 32) }
        #expect(lane.ring.enqueue(contentsOf: values) == taken)
        lane.expectFull()
        lane.entered += UInt64(taken)
        lane.leave(32, .together)
        lane.expectEmpty()
    }
}
