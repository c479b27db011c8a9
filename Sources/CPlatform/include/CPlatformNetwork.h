// What the system offers of network interfaces only through ioctl and its unions, which Swift does not see: each call is a function
// here. Addresses are numbers, network order read as a number; names have at most 15 bytes.
#pragma once
#include <stdint.h>

/// The MAC address of an interface. Returns 0, or the error's number.
int platform_interface_hardware_address(const char *name, uint64_t *address);

/// Gives an interface its only IPv4 address, with the network that `mask` says, and brings it up. Address 0 takes it away.
/// Returns 0, or the error's number.
int platform_interface_set_address(const char *name, uint32_t address, uint32_t mask);

/// Sends what is for no known network to `router`, by this interface. Returns 0, also where it is so already, or the error's number.
int platform_interface_set_default_router(const char *name, uint32_t router);

/// The IPv4 address of an interface, 0 for none. Returns 0, or the error's number.
int platform_interface_address(const char *name, uint32_t *address);
