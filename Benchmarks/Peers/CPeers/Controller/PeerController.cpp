#include "Controller/PeerTables.hpp"
#include "ChaChaGenerator.hpp"
#include "PeerController.h"
#include <atomic>

using namespace peers;

namespace {

constexpr size_t tierCount = 3;
constexpr size_t tierCapacity = 65536;
/// The tier of token registrations, as in our own core.
constexpr size_t tokenTier = 1;
constexpr int64_t tokenTimeoutNanoseconds = 10'000'000'000;
constexpr uint64_t lineBlockCount = 256;
constexpr uint64_t lineFirst = 10'000'000;
constexpr uint16_t phoneTemplate = 1;

}  // namespace

struct peer_controller {
    /// Room for the blocks of all lanes and one to spare, so that the queues allocate nothing later.
    peer_controller(size_t deviceCount, size_t laneCount, uint64_t hashSeed)
        : tokens(deviceCount, FoldedHash(hashSeed)), registrations(deviceCount, FoldedHash(hashSeed)),
          directory(deviceCount, FoldedHash(hashSeed)), queues{
              Queue(tierCapacity, laneCount, 0), Queue(tierCapacity, laneCount, 0), Queue(tierCapacity, laneCount, 0)} {}

    TokenMap tokens;
    RegistrationMap registrations;
    DirectoryMap directory;
    Queue queues[tierCount];
    /// The next directory number nobody has; lanes take 256 at a time. Alone on its lines.
    alignas(128) std::atomic<uint64_t> nextLine{lineFirst};
};

struct peer_lane {
    peer_lane(peer_controller &controller, const uint64_t *seed)
        : controller(controller), generator(seed),
          producers{
              moodycamel::ProducerToken(controller.queues[0]), moodycamel::ProducerToken(controller.queues[1]),
              moodycamel::ProducerToken(controller.queues[2])},
          consumers{
              moodycamel::ConsumerToken(controller.queues[0]), moodycamel::ConsumerToken(controller.queues[1]),
              moodycamel::ConsumerToken(controller.queues[2])} {}

    uint64_t takeLine() noexcept {
        if (line == lineEnd) {
            // Relaxed: the addition alone divides the numbers.
            line = controller.nextLine.fetch_add(lineBlockCount, std::memory_order_relaxed);
            lineEnd = line + lineBlockCount;
        }
        return line++;
    }

    peer_controller &controller;
    ChaChaGenerator generator;
    moodycamel::ProducerToken producers[tierCount];
    moodycamel::ConsumerToken consumers[tierCount];
    uint64_t line = 0, lineEnd = 0;
    /// Entries of the batch in hand.
    QueueEntry entries[PEER_BATCH_MAX];
};

namespace {

/// Marks the device's row as queued; false when it is already.
bool markQueued(RegistrationMap &rows, const peer_registration_request &request) {
    RegistrationMap::accessor row;
    if (rows.insert(row, request.device)) {
        row->second = RegistrationRow{request.address, 0, 0, 0, true, false, false};
        return true;
    }
    if (row->second.isQueued) return false;
    row->second.isQueued = true;
    row->second.address = request.address;
    return true;
}

/// Takes the mark back.
void unmark(RegistrationMap &rows, const peer_name &device) {
    RegistrationMap::accessor row;
    if (!rows.find(row, device)) return;
    row->second.isQueued = false;
    if (!row->second.isRegistered) rows.erase(row);
}

/// Uses the token up if it is the device's and live. At most one call succeeds per token: it is compared and erased under
/// the row's lock. An expired token is erased as well.
bool redeem(TokenMap &tokens, const peer_registration_request &request, int64_t now) {
    TokenMap::accessor row;
    if (!tokens.find(row, request.device)) return false;
    const peer_token token = row->second.token;
    // All 128 bits, whatever the first say.
    if (((token.high ^ request.token.high) | (token.low ^ request.token.low)) != 0) return false;
    const bool isLive = row->second.isLive(now);
    tokens.erase(row);
    return isLive;
}

/// Completes the row of a device whose turn has come, and tells what it is told.
peer_acknowledgment complete(peer_lane &lane, const QueueEntry &entry, int64_t now) {
    peer_acknowledgment answer{};
    {
        RegistrationMap::accessor row;
        lane.controller.registrations.insert(row, entry.device);  // finds the row that was marked
        RegistrationRow &value = row->second;
        answer.mailbox_is_new = !value.isRegistered;
        if (!value.isRegistered) {
            value.line = lane.takeLine();
            value.templateIdentifier = phoneTemplate;
            value.hasMailbox = true;
        }
        value.address = entry.address;
        value.registeredAt = now;
        value.isQueued = false;
        value.isRegistered = true;
        answer.line = value.line;
        answer.template_identifier = value.templateIdentifier;
        answer.has_mailbox = value.hasMailbox;
    }
    answer.device = entry.device;
    answer.address = entry.address;
    answer.context = entry.context;
    answer.arrived_at_nanoseconds = entry.arrivedAt;
    answer.registered_at_nanoseconds = now;
    return answer;
}

}  // namespace

extern "C" {

/// Read by jemalloc when the process starts: the peer's nodes lie on huge pages, as our own tables do, and memory that a
/// round frees stays mapped for the next one, so that after the first round no request pays a page fault.
extern const char *malloc_conf;
const char *malloc_conf = "thp:always,metadata_thp:always,dirty_decay_ms:-1,muzzy_decay_ms:-1";

peer_controller *peer_controller_create(size_t device_count, size_t lane_count, uint64_t hash_seed) {
    return new peer_controller(device_count, lane_count, hash_seed);
}

void peer_controller_destroy(peer_controller *controller) { delete controller; }

peer_lane *peer_lane_create(peer_controller *controller, const uint64_t *seed) {
    return new peer_lane(*controller, seed);
}

void peer_lane_destroy(peer_lane *lane) { delete lane; }

void peer_request_tokens(
    peer_lane *lane, const peer_endpoint *requests, size_t count, int64_t now, peer_token_response *responses) {
    for (size_t index = 0; index < count; ++index) {
        const peer_endpoint &request = requests[index];
        TokenMap::accessor row;
        const bool isFound = !lane->controller.tokens.insert(row, request.device);
        if (isFound && row->second.isLive(now)) {
            const int64_t rest = row->second.timeout - (now - row->second.grantedAt);
            responses[index] = {row->second.token, rest, false};
            continue;
        }
        row->second = TokenRow{lane->generator.next(), request.address, now, tokenTimeoutNanoseconds};
        responses[index] = {row->second.token, tokenTimeoutNanoseconds, true};
    }
}

void peer_register(
    peer_lane *lane, const peer_registration_request *requests, size_t count, int64_t now,
    peer_registration_response *responses) {
    peer_controller &controller = lane->controller;
    size_t admitted = 0;
    for (size_t index = 0; index < count; ++index) {
        const peer_registration_request &request = requests[index];
        // The mark comes first, as in our own core: a token that cannot be used now stays valid.
        if (!markQueued(controller.registrations, request)) {
            responses[index] = PEER_QUEUED;
            continue;
        }
        if (!redeem(controller.tokens, request, now)) {
            unmark(controller.registrations, request.device);
            responses[index] = PEER_REFUSED;
            continue;
        }
        lane->entries[admitted++] = QueueEntry{request.device, request.address, now, request.context};
        responses[index] = PEER_QUEUED;
    }
    controller.queues[tokenTier].enqueue_bulk(lane->producers[tokenTier], lane->entries, admitted);
}

size_t peer_serve(peer_lane *lane, size_t count_max, int64_t now, peer_acknowledgment *acknowledgments) {
    peer_controller &controller = lane->controller;
    size_t served = 0;
    // Strict priority, the cheapest discipline.
    for (size_t tier = 0; tier < tierCount && served < count_max; ++tier) {
        const size_t taken = controller.queues[tier].try_dequeue_bulk(
            lane->consumers[tier], lane->entries, count_max - served);
        for (size_t index = 0; index < taken; ++index) {
            peer_acknowledgment &answer = acknowledgments[served++];
            answer = complete(*lane, lane->entries[index], now);
            answer.tier = static_cast<uint8_t>(tier);
            controller.directory.emplace(answer.line, answer.device);
        }
    }
    return served;
}

size_t peer_count_registered(peer_controller *controller) {
    size_t count = 0;
    for (const auto &row : controller->registrations) {
        DirectoryMap::const_accessor name;
        if (!row.second.isRegistered || row.second.isQueued) continue;
        if (!controller->directory.find(name, row.second.line)) continue;
        if (name->second.high == row.first.high && name->second.low == row.first.low) ++count;
    }
    return count;
}

}  // extern "C"
