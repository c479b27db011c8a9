#include "CPeers.h"
#include <algorithm>
#include <concurrentqueue/concurrentqueue.h>
#include <memory>
#include <tbb/concurrent_queue.h>

namespace {

constexpr size_t batchMax = 64;

/// moodycamel's queue with a token for each side. `try_` forms: they never allocate, so the queue is bounded like the others.
class Moodycamel {
public:
    explicit Moodycamel(size_t capacity) : queue_(capacity, 1, 0), producer_(queue_), consumer_(queue_) {}

    size_t put(const uint64_t *words, size_t count) {
        const bool isDone =
            count == 1 ? queue_.try_enqueue(producer_, words[0]) : queue_.try_enqueue_bulk(producer_, words, count);
        return isDone ? count : 0;
    }

    size_t take(uint64_t *words, size_t count) {
        if (count == 1) return queue_.try_dequeue(consumer_, words[0]) ? 1 : 0;
        return queue_.try_dequeue_bulk(consumer_, words, count);
    }

private:
    moodycamel::ConcurrentQueue<uint64_t> queue_;
    moodycamel::ProducerToken producer_;
    moodycamel::ConsumerToken consumer_;
};

/// TBB's bounded queue, one word at a time: it has no other way.
class TBBBounded {
public:
    explicit TBBBounded(size_t capacity) { queue_.set_capacity(static_cast<std::ptrdiff_t>(capacity)); }

    size_t put(const uint64_t *words, size_t count) {
        size_t done = 0;
        while (done < count && queue_.try_push(words[done])) ++done;
        return done;
    }

    size_t take(uint64_t *words, size_t count) {
        size_t done = 0;
        while (done < count && queue_.try_pop(words[done])) ++done;
        return done;
    }

private:
    tbb::concurrent_bounded_queue<uint64_t> queue_;
};

template <class Queue>
void produce(Queue &queue, size_t count, size_t batch) {
    uint64_t words[batchMax];
    uint32_t rounds = 0;
    for (size_t start = 0; start < count; start += batch) {
        const size_t wanted = std::min(batch, count - start);
        for (size_t index = 0; index < wanted; ++index) words[index] = start + index;
        for (size_t done = 0; done < wanted;) {
            const size_t put = queue.put(words + done, wanted - done);
            done += put;
            if (put == 0) peer_relax(&rounds);
        }
    }
}

template <class Queue>
uint64_t consume(Queue &queue, size_t count, size_t batch) {
    uint64_t words[batchMax], sum = 0;
    uint32_t rounds = 0;
    for (size_t done = 0; done < count;) {
        const size_t taken = queue.take(words, std::min(batch, count - done));
        for (size_t index = 0; index < taken; ++index) sum += words[index];
        done += taken;
        if (taken == 0) peer_relax(&rounds);
    }
    return sum;
}

template <class Queue>
uint64_t pairs(Queue &queue, size_t count, size_t batch) {
    uint64_t words[batchMax], sum = 0;
    for (size_t start = 0; start < count; start += batch) {
        const size_t wanted = std::min(batch, count - start);
        for (size_t index = 0; index < wanted; ++index) words[index] = start + index;
        queue.put(words, wanted);
        const size_t taken = queue.take(words, wanted);
        for (size_t index = 0; index < taken; ++index) sum += words[index];
    }
    return sum;
}

}  // namespace

/// One of the queues; chosen once per call, not per word.
struct peer_queue {
    std::unique_ptr<Moodycamel> moodycamel;
    std::unique_ptr<TBBBounded> bounded;

    template <class Body>
    auto with(Body body) { return moodycamel ? body(*moodycamel) : body(*bounded); }
};

extern "C" {

peer_queue *peer_queue_create(peer_queue_kind kind, size_t capacity) {
    auto *queue = new peer_queue;
    if (kind == PEER_QUEUE_MOODYCAMEL) queue->moodycamel = std::make_unique<Moodycamel>(capacity);
    else queue->bounded = std::make_unique<TBBBounded>(capacity);
    return queue;
}

void peer_queue_destroy(peer_queue *queue) { delete queue; }

uint64_t peer_queue_pairs(peer_queue *queue, size_t count, size_t batch) {
    return queue->with([=](auto &self) { return pairs(self, count, std::clamp<size_t>(batch, 1, batchMax)); });
}

void peer_queue_produce(peer_queue *queue, size_t count, size_t batch) {
    queue->with([=](auto &self) { produce(self, count, std::clamp<size_t>(batch, 1, batchMax)); });
}

uint64_t peer_queue_consume(peer_queue *queue, size_t count, size_t batch) {
    return queue->with([=](auto &self) { return consume(self, count, std::clamp<size_t>(batch, 1, batchMax)); });
}

}  // extern "C"
