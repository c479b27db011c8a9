// What the registration tables of all libraries have in common.
#pragma once
#include "FoldedHash.hpp"
#include "PeerTable.h"
#include "Requirements.h"
#include <atomic>
#include <vector>

/// A table of registered devices: one virtual call per share of devices, none per device.
struct peer_table {
    explicit peer_table(size_t threadCount) : answers_(threadCount) {}
    virtual ~peer_table() = default;
    peer_table(const peer_table &) = delete;
    peer_table &operator=(const peer_table &) = delete;

    virtual size_t upsert(
        size_t thread, const peer_endpoint *devices, size_t count, int64_t now, uint64_t *lines) = 0;
    virtual size_t findDevices(size_t thread, const peer_endpoint *devices, size_t count) = 0;
    virtual size_t findLines(
        size_t thread, const uint64_t *lines, const peer_endpoint *devices, size_t count) = 0;
    virtual size_t remove(size_t thread, const peer_endpoint *devices, size_t count) = 0;
    virtual void settle() {}

protected:
    /// What is kept of a device beside its name.
    struct Registration {
        peer_address address;
        uint64_t line;
        int64_t registeredAt;
        uint16_t templateIdentifier;
        bool isRegistered;
        bool hasMailbox;
    };

    /// A registration of now under this number.
    static Registration registration(const peer_address &address, uint64_t line, int64_t now) {
        return Registration{address, line, now, 1, true, true};
    }

    /// `count` numbers that nobody had before.
    uint64_t takeLines(size_t count) {
        // Relaxed: the addition alone divides the numbers.
        return nextLine_.fetch_add(count, std::memory_order_relaxed);
    }

    /// Where a look-up puts the row that it found, so that reading it is not optimised away.
    Registration &answer(size_t thread) { return answers_[thread].registration; }

    static bool isSame(const peer_name &a, const peer_name &b) { return a.high == b.high && a.low == b.low; }

private:
    struct alignas(128) Answer {
        Registration registration;
    };
    std::vector<Answer> answers_;
    std::atomic<uint64_t> nextLine_{100'000'000'000'000};
};
