// Registered devices in tbb::concurrent_hash_map.
#pragma once
#include "Controller/PeerTables.hpp"
#include "Table.hpp"

namespace peers {

/// Rows by name, names by number. A row is reached through its name only: the library gives no reference to it that would
/// stay good without the row's lock.
class TBBTable final : public peer_table {
public:
    TBBTable(size_t deviceCount, size_t threadCount, uint64_t hashSeed)
        : peer_table(threadCount), rows_(deviceCount, FoldedHash(hashSeed)),
          directory_(deviceCount, FoldedHash(hashSeed)) {}

    size_t upsert(
        size_t, const peer_endpoint *devices, size_t count, int64_t now, uint64_t *lines) override {
        uint64_t line = takeLines(count);
        size_t entered = 0;
        for (size_t index = 0; index < count; ++index) {
            const peer_endpoint &device = devices[index];
            bool isNew;
            {
                Rows::accessor row;
                isNew = rows_.insert(row, device.device);
                if (isNew) row->second = registration(device.address, line++, now);
                row->second.address = device.address;
                row->second.registeredAt = now;
                lines[index] = row->second.line;
            }
            if (!isNew) continue;
            directory_.emplace(lines[index], device.device);
            ++entered;
        }
        return entered;
    }

    size_t findDevices(size_t thread, const peer_endpoint *devices, size_t count) override {
        size_t found = 0;
        for (size_t index = 0; index < count; ++index) {
            if (read(devices[index].device, answer(thread))) ++found;
        }
        return found;
    }

    size_t findLines(
        size_t thread, const uint64_t *lines, const peer_endpoint *devices, size_t count) override {
        size_t found = 0;
        for (size_t index = 0; index < count; ++index) {
            peer_name device;
            {
                DirectoryMap::const_accessor name;
                if (!directory_.find(name, lines[index])) continue;
                device = name->second;
            }
            if (read(device, answer(thread)) && isSame(device, devices[index].device)) ++found;
        }
        return found;
    }

    size_t remove(size_t, const peer_endpoint *devices, size_t count) override {
        size_t removed = 0;
        for (size_t index = 0; index < count; ++index) {
            Rows::accessor row;
            if (!rows_.find(row, devices[index].device)) continue;
            directory_.erase(row->second.line);
            rows_.erase(row);
            ++removed;
        }
        return removed;
    }

private:
    using Rows = Map<peer_name, Registration>;

    bool read(const peer_name &device, Registration &into) {
        Rows::const_accessor row;
        if (!rows_.find(row, device)) return false;
        into = row->second;
        return true;
    }

    Rows rows_;
    DirectoryMap directory_;
};

}  // namespace peers
