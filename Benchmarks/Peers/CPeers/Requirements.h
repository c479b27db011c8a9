// The libraries that are compared with ours. One that is missing ends the build with the name of its Debian package, before
// the compiler complains about a header that nobody can place.
#pragma once

#if !__has_include(<concurrentqueue/concurrentqueue.h>)
#error "moodycamel::ConcurrentQueue is missing: install libconcurrentqueue-dev"
#endif
#if !__has_include(<tbb/concurrent_hash_map.h>)
#error "TBB is missing: install libtbb-dev"
#endif
#if !__has_include(<boost/lockfree/queue.hpp>)
#error "Boost.Lockfree is missing: install libboost-dev"
#endif
#if !__has_include(<ck_ring.h>)
#error "Concurrency Kit is missing: install libck-dev"
#endif
#if !__has_include(<urcu/rculfhash.h>)
#error "userspace RCU is missing: install liburcu-dev"
#endif
#if !__has_include(<jemalloc/jemalloc.h>)
#error "jemalloc is missing: install libjemalloc-dev"
#endif
