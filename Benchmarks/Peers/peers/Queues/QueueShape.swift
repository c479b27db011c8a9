/// How a queue is used in a comparison.
struct QueueShape {
    /// Threads that enqueue, and as many that dequeue; 0 for one thread that does both.
    let sides: Int
    /// Elements that go in and out together.
    let batch: Int

    /// All shapes: alone, and up to four producers and four consumers, one element or 64 at a time.
    static var all: [QueueShape] {
        [0, 1, 2, 4].flatMap { sides in
            [1, batchCount].map { QueueShape(sides: sides, batch: $0) }
        }
    }

    /// Whether there is at most one producer and one consumer.
    var isSingle: Bool { sides <= 1 }

    /// The shape as the table shows it.
    var text: String {
        (sides == 0 ? Shape.threads(1) : "\(sides) + \(sides) threads") + (batch == 1 ? "" : ", batch \(batch)")
    }
}
