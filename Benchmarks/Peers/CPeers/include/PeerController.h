// A registration controller assembled from moodycamel::ConcurrentQueue and tbb::concurrent_hash_map: the peer that ours is
// compared with. It does the same work for each request of a full cycle, in the same batches, and reads no clock.
#pragma once
#include "PeerTypes.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Requests that one call works on at most; the size of our own core's batches.
enum { PEER_BATCH_MAX = 64 };

/// The answer. Every request is granted: the peer has no law of admission, which is work it saves.
typedef struct {
    peer_token token;
    /// How long the token stays valid from now, in nanoseconds.
    int64_t timeout_nanoseconds;
    /// False when the device held a live token and hears of it again.
    bool is_new;
} peer_token_response;

/// A device shows its token.
typedef struct {
    peer_name device;
    peer_address address;
    peer_token token;
    /// Comes back in the acknowledgment.
    uint64_t context;
} peer_registration_request;

/// What became of a registration request.
typedef enum {
    /// It waits in the queue, by this or by an earlier request.
    PEER_QUEUED,
    /// No live token of this device is the one shown.
    PEER_REFUSED,
} peer_registration_response;

/// What a registered device is told.
typedef struct {
    peer_name device;
    peer_address address;
    /// The directory number.
    uint64_t line;
    uint64_t context;
    int64_t arrived_at_nanoseconds;
    int64_t registered_at_nanoseconds;
    uint16_t template_identifier;
    uint8_t tier;
    bool has_mailbox;
    /// Whether the mailbox is established by this registration.
    bool mailbox_is_new;
} peer_acknowledgment;

/// The controller; shared by all threads.
typedef struct peer_controller peer_controller;

/// What one thread brings to its calls: tokens of the queues, a source of secrets, a block of directory numbers.
typedef struct peer_lane peer_lane;

/// A controller for this many devices, with the buckets of all maps reserved. Ends the process when memory is short.
peer_controller *peer_controller_create(size_t device_count, size_t lane_count, uint64_t hash_seed);

/// Frees the controller; its lanes must be gone.
void peer_controller_destroy(peer_controller *controller);

/// A lane for one thread. `seed` has four words.
peer_lane *peer_lane_create(peer_controller *controller, const uint64_t *seed);

/// Frees a lane.
void peer_lane_destroy(peer_lane *lane);

/// Answers `count` token requests, at most PEER_BATCH_MAX, one response for each, in order. Thread-safe on different lanes.
void peer_request_tokens(
    peer_lane *lane, const peer_endpoint *requests, size_t count, int64_t now_nanoseconds,
    peer_token_response *responses);

/// Answers `count` registration requests, at most PEER_BATCH_MAX, likewise.
void peer_register(
    peer_lane *lane, const peer_registration_request *requests, size_t count, int64_t now_nanoseconds,
    peer_registration_response *responses);

/// Registers up to `count_max` queued devices, at most PEER_BATCH_MAX; returns how many acknowledgments it wrote.
size_t peer_serve(peer_lane *lane, size_t count_max, int64_t now_nanoseconds, peer_acknowledgment *acknowledgments);

/// Devices that are registered and found under their directory number. Looks at every row; while nobody else calls.
size_t peer_count_registered(peer_controller *controller);

#ifdef __cplusplus
}
#endif
