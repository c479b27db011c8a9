// The values that pass between the harness and the peers.
#pragma once
#include <stdint.h>

/// A device name: 16 bytes in two words.
typedef struct {
    uint64_t high, low;
} peer_name;

/// An IPv6 or mapped IPv4 address and a port.
typedef struct {
    uint64_t high, low;
    uint16_t port;
} peer_address;

/// A device and where it is: what a token request says, and what a registration enters.
typedef struct {
    peer_name device;
    peer_address address;
} peer_endpoint;

/// A token: 128 unguessable bits.
typedef struct {
    uint64_t high, low;
} peer_token;
