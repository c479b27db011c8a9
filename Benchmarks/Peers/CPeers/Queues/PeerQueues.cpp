#include "CKRing.h"
#include "QueueLoops.h"
#include "Queues.hpp"

using namespace peers;

/// A queue and the loops that drive it: one virtual call for all elements, none for each.
struct peer_queue {
    virtual ~peer_queue() = default;
    virtual uint64_t pairs(size_t count, size_t batch) = 0;
    virtual void produce(size_t first, size_t count, size_t batch) = 0;
    virtual uint64_t consume(size_t count, size_t batch) = 0;
};

namespace {

template <class Queue>
class Driven final : public peer_queue {
public:
    Driven(size_t capacity, size_t producerCount) : queue_(capacity, producerCount) {}

    uint64_t pairs(size_t count, size_t batch) override {
        typename Queue::Producer producer(queue_);
        typename Queue::Consumer consumer(queue_);
        return peer_loop_pairs(&producer, Queue::Producer::put, &consumer, Queue::Consumer::take, count, batch);
    }

    void produce(size_t first, size_t count, size_t batch) override {
        typename Queue::Producer producer(queue_);
        peer_loop_produce(&producer, Queue::Producer::put, first, count, batch);
    }

    uint64_t consume(size_t count, size_t batch) override {
        typename Queue::Consumer consumer(queue_);
        return peer_loop_consume(&consumer, Queue::Consumer::take, count, batch);
    }

private:
    Queue queue_;
};

/// Concurrency Kit's ring, whose loops stand where its header can be read.
class DrivenRing final : public peer_queue {
public:
    DrivenRing(peer_queue_kind kind, size_t capacity, size_t producerCount)
        : ring_(peer_ck_ring_create(kind, capacity, producerCount)) {}
    ~DrivenRing() override { peer_ck_ring_destroy(ring_); }
    DrivenRing(const DrivenRing &) = delete;
    DrivenRing &operator=(const DrivenRing &) = delete;

    uint64_t pairs(size_t count, size_t batch) override { return peer_ck_ring_pairs(ring_, count, batch); }
    void produce(size_t first, size_t count, size_t batch) override { peer_ck_ring_produce(ring_, first, count, batch); }
    uint64_t consume(size_t count, size_t batch) override { return peer_ck_ring_consume(ring_, count, batch); }

private:
    peer_ck_ring *ring_;
};

}  // namespace

extern "C" {

peer_queue *peer_queue_create(peer_queue_kind kind, size_t capacity, size_t producer_count) {
    switch (kind) {
    case PEER_QUEUE_MOODYCAMEL: return new Driven<Moodycamel>(capacity, producer_count);
    case PEER_QUEUE_TBB_BOUNDED: return new Driven<TBBBounded>(capacity, producer_count);
    case PEER_QUEUE_BOOST: return new Driven<BoostFixed>(capacity, producer_count);
    case PEER_QUEUE_CK_MPMC:
    case PEER_QUEUE_CK_SPSC: return new DrivenRing(kind, capacity, producer_count);
    }
    return nullptr;
}

void peer_queue_destroy(peer_queue *queue) { delete queue; }

uint64_t peer_queue_pairs(peer_queue *queue, size_t count, size_t batch) { return queue->pairs(count, batch); }

void peer_queue_produce(peer_queue *queue, size_t first, size_t count, size_t batch) {
    queue->produce(first, count, batch);
}

uint64_t peer_queue_consume(peer_queue *queue, size_t count, size_t batch) { return queue->consume(count, batch); }

}  // extern "C"
