// Registered devices in cds_lfht.
#pragma once
#include "NodePool.hpp"
#include "Table.hpp"
#include "URCUMap.hpp"

namespace peers {

/// One row in two tables, its links part of it, as the library recommends: a number leads to the row without a second
/// search. A row that others may read is never changed but replaced.
class URCUTable final : public peer_table {
public:
    URCUTable(size_t deviceCount, size_t threadCount, uint64_t hashSeed)
        : peer_table(threadCount), hash_(hashSeed), pools_(makePools<Row>(deviceCount, threadCount)),
          rows_(deviceCount), directory_(deviceCount) {}

    size_t upsert(
        size_t thread, const peer_endpoint *devices, size_t count, int64_t now, uint64_t *lines) override {
        URCUReader reader;
        NodePool<Row> &pool = pools_[thread];
        uint64_t line = takeLines(count);
        size_t entered = 0;
        for (size_t index = 0; index < count; ++index) {
            Row *row = pool.take();
            if (row == nullptr) break;
            row->device = devices[index].device;
            row->registration = registration(devices[index].address, line, now);
            Row *present = add(row);
            if (present == row) {
                ++line;
                ++entered;
                cds_lfht_add(directory_.table(), hash_.hash(row->registration.line), &row->byLine);
            } else {
                row->registration.line = present->registration.line;
                replace(row, pool);
            }
            lines[index] = row->registration.line;
            reader.pass(index);
        }
        return entered;
    }

    size_t findDevices(size_t thread, const peer_endpoint *devices, size_t count) override {
        URCUReader reader;
        size_t found = 0;
        for (size_t index = 0; index < count; ++index) {
            const peer_name &device = devices[index].device;
            if (cds_lfht_node *link = rows_.find(hash_.hash(device), matchesName, device)) {
                answer(thread) = caa_container_of(link, Row, byName)->registration;
                ++found;
            }
            reader.pass(index);
        }
        return found;
    }

    size_t findLines(
        size_t thread, const uint64_t *lines, const peer_endpoint *devices, size_t count) override {
        URCUReader reader;
        size_t found = 0;
        for (size_t index = 0; index < count; ++index) {
            if (cds_lfht_node *link = directory_.find(hash_.hash(lines[index]), matchesLine, lines[index])) {
                const Row *row = caa_container_of(link, Row, byLine);
                answer(thread) = row->registration;
                if (isSame(row->device, devices[index].device)) ++found;
            }
            reader.pass(index);
        }
        return found;
    }

    size_t remove(size_t thread, const peer_endpoint *devices, size_t count) override {
        URCUReader reader;
        size_t removed = 0;
        for (size_t index = 0; index < count; ++index) {
            const peer_name &device = devices[index].device;
            cds_lfht_node *link = rows_.find(hash_.hash(device), matchesName, device);
            if (link && cds_lfht_del(rows_.table(), link) == 0) {
                Row *row = caa_container_of(link, Row, byName);
                cds_lfht_del(directory_.table(), &row->byLine);
                pools_[thread].retire(row);
                ++removed;
            }
            reader.pass(index);
        }
        return removed;
    }

    void settle() override {
        urcu_qsbr_synchronize_rcu();
        for (auto &pool : pools_) pool.settle();
    }

private:
    struct Row {
        cds_lfht_node byName, byLine;
        peer_name device;
        Registration registration;
    };

    static int matchesName(cds_lfht_node *link, const void *key) {
        return isSame(caa_container_of(link, Row, byName)->device, *static_cast<const peer_name *>(key));
    }

    static int matchesLine(cds_lfht_node *link, const void *key) {
        return caa_container_of(link, Row, byLine)->registration.line == *static_cast<const uint64_t *>(key);
    }

    /// Adds a row unless its device has one; returns the one that is there then.
    Row *add(Row *row) {
        cds_lfht_node *link = cds_lfht_add_unique(
            rows_.table(), hash_.hash(row->device), matchesName, &row->device, &row->byName);
        return caa_container_of(link, Row, byName);
    }

    /// Puts a row in the place of its device's in both tables.
    void replace(Row *row, NodePool<Row> &pool) {
        const uint64_t line = row->registration.line;
        cds_lfht_add_replace(directory_.table(), hash_.hash(line), matchesLine, &line, &row->byLine);
        cds_lfht_node *replaced = cds_lfht_add_replace(
            rows_.table(), hash_.hash(row->device), matchesName, &row->device, &row->byName);
        if (replaced) pool.retire(caa_container_of(replaced, Row, byName));
    }

    FoldedHash hash_;
    /// Before the maps, which walk its rows when they are destroyed.
    std::vector<NodePool<Row>> pools_;
    URCUMap rows_, directory_;
};

}  // namespace peers
