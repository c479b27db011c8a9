// Registered devices in ck_ht.
#pragma once
#include "CKMap.hpp"
#include "NodePool.hpp"
#include "Table.hpp"

namespace peers {

/// On one thread. Rows by name and by number: both tables hold pointers to the same rows.
class CKTable final : public peer_table {
public:
    CKTable(size_t deviceCount, uint64_t hashSeed)
        : peer_table(1), rows_(deviceCount, CK_HT_MODE_BYTESTRING, hashSeed),
          directory_(deviceCount, CK_HT_MODE_DIRECT, hashSeed), pool_(deviceCount) {}

    size_t upsert(
        size_t, const peer_endpoint *devices, size_t count, int64_t now, uint64_t *lines) override {
        uint64_t line = takeLines(count);
        size_t entered = 0;
        for (size_t index = 0; index < count; ++index) {
            const peer_endpoint &device = devices[index];
            Row *row = pool_.take();
            if (row == nullptr) break;
            row->device = device.device;
            if (rows_.put(row->device, row)) {
                row->registration = registration(device.address, line++, now);
                directory_.put(row->registration.line, row);
                ++entered;
            } else {
                pool_.untake();
                row = static_cast<Row *>(rows_.find(device.device));
                row->registration.address = device.address;
                row->registration.registeredAt = now;
            }
            lines[index] = row->registration.line;
        }
        return entered;
    }

    size_t findDevices(size_t thread, const peer_endpoint *devices, size_t count) override {
        size_t found = 0;
        for (size_t index = 0; index < count; ++index) {
            const auto *row = static_cast<const Row *>(rows_.find(devices[index].device));
            if (row == nullptr) continue;
            answer(thread) = row->registration;
            ++found;
        }
        return found;
    }

    size_t findLines(
        size_t thread, const uint64_t *lines, const peer_endpoint *devices, size_t count) override {
        size_t found = 0;
        for (size_t index = 0; index < count; ++index) {
            const auto *row = static_cast<const Row *>(directory_.find(lines[index]));
            if (row == nullptr) continue;
            answer(thread) = row->registration;
            if (isSame(row->device, devices[index].device)) ++found;
        }
        return found;
    }

    size_t remove(size_t, const peer_endpoint *devices, size_t count) override {
        size_t removed = 0;
        for (size_t index = 0; index < count; ++index) {
            auto *row = static_cast<Row *>(rows_.find(devices[index].device));
            if (row == nullptr) continue;
            directory_.remove(row->registration.line);
            rows_.remove(row->device);
            pool_.retire(row);
            ++removed;
        }
        return removed;
    }

    void settle() override {
        rows_.settle();
        directory_.settle();
        pool_.settle();
    }

private:
    struct Row {
        peer_name device;
        Registration registration;
    };

    CKMap rows_, directory_;
    NodePool<Row> pool_;
};

}  // namespace peers
