// The queues whose libraries are C++, each as a producer that puts and a consumer that takes; see QueueLoops.h.
#pragma once
#include "PeerQueues.h"
#include "Requirements.h"
#include <boost/lockfree/queue.hpp>
#include <concurrentqueue/concurrentqueue.h>
#include <tbb/concurrent_queue.h>

namespace peers {

/// What one producer of moodycamel's queue may have in it. The queue has no capacity of its own, and blocks that a producer
/// once took stay with it: without this bound the first producer could take all, and the others would wait for ever. Blocks are
/// of 256 elements, as in the assembled controller: faster here than the library's 32, alone and in batches.
struct BoundedTraits : moodycamel::ConcurrentQueueDefaultTraits {
    static const size_t MAX_SUBQUEUE_SIZE = 1'024;
    static const size_t BLOCK_SIZE = 256;
};

/// moodycamel's queue with a token for each producer and consumer. `try_` forms: they never allocate, and there are blocks
/// for all that the producers may have.
class Moodycamel {
    using Queue = moodycamel::ConcurrentQueue<peer_element, BoundedTraits>;

public:
    Moodycamel(size_t capacity, size_t producerCount) : queue_(capacity, producerCount, 0) {}

    class Producer {
    public:
        explicit Producer(Moodycamel &self) : queue_(self.queue_), token_(self.queue_) {}

        static size_t put(void *producer, const peer_element *elements, size_t count) {
            auto &self = *static_cast<Producer *>(producer);
            const bool isDone = count == 1 ? self.queue_.try_enqueue(self.token_, elements[0])
                                           : self.queue_.try_enqueue_bulk(self.token_, elements, count);
            return isDone ? count : 0;
        }

    private:
        Queue &queue_;
        moodycamel::ProducerToken token_;
    };

    class Consumer {
    public:
        explicit Consumer(Moodycamel &self) : queue_(self.queue_), token_(self.queue_) {}

        static size_t take(void *consumer, peer_element *elements, size_t count) {
            auto &self = *static_cast<Consumer *>(consumer);
            if (count == 1) return self.queue_.try_dequeue(self.token_, elements[0]) ? 1 : 0;
            return self.queue_.try_dequeue_bulk(self.token_, elements, count);
        }

    private:
        Queue &queue_;
        moodycamel::ConsumerToken token_;
    };

private:
    Queue queue_;
};

/// A queue whose threads bring nothing and that has no batch operations: `Put` and `Take` are its single ones.
template <class Queue, bool (*Put)(Queue &, const peer_element &), bool (*Take)(Queue &, peer_element &)>
class Plain {
public:
    class Producer {
    public:
        explicit Producer(Plain &self) : queue_(self.queue) {}

        static size_t put(void *producer, const peer_element *elements, size_t count) {
            Queue &queue = static_cast<Producer *>(producer)->queue_;
            size_t done = 0;
            while (done < count && Put(queue, elements[done])) ++done;
            return done;
        }

    private:
        Queue &queue_;
    };

    class Consumer {
    public:
        explicit Consumer(Plain &self) : queue_(self.queue) {}

        static size_t take(void *consumer, peer_element *elements, size_t count) {
            Queue &queue = static_cast<Consumer *>(consumer)->queue_;
            size_t done = 0;
            while (done < count && Take(queue, elements[done])) ++done;
            return done;
        }

    private:
        Queue &queue_;
    };

protected:
    template <class... Arguments>
    explicit Plain(Arguments... arguments) : queue(arguments...) {}

    Queue queue;
};

using TBBQueue = tbb::concurrent_bounded_queue<peer_element>;
inline bool putTBB(TBBQueue &queue, const peer_element &element) { return queue.try_push(element); }
inline bool takeTBB(TBBQueue &queue, peer_element &element) { return queue.try_pop(element); }

/// TBB's bounded queue.
class TBBBounded : public Plain<TBBQueue, putTBB, takeTBB> {
public:
    TBBBounded(size_t capacity, size_t) { queue.set_capacity(static_cast<std::ptrdiff_t>(capacity)); }
};

using BoostQueue = boost::lockfree::queue<peer_element, boost::lockfree::fixed_sized<true>>;
inline bool putBoost(BoostQueue &queue, const peer_element &element) { return queue.push(element); }
inline bool takeBoost(BoostQueue &queue, peer_element &element) { return queue.pop(element); }

/// Boost's queue of fixed size: all its nodes exist from the start, and are named by 16-bit indices.
class BoostFixed : public Plain<BoostQueue, putBoost, takeBoost> {
public:
    BoostFixed(size_t capacity, size_t) : Plain(capacity) {}
};

}  // namespace peers
