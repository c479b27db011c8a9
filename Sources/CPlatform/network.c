// Addresses of network interfaces by ioctl, as ifconfig and route set them (netdevice(7), rtnetlink's older brother).
#include "CPlatformNetwork.h"
#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <net/route.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

static struct sockaddr address_of(uint32_t number) {
    struct sockaddr_in internet = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(number)};
    struct sockaddr address;
    memcpy(&address, &internet, sizeof address);
    return address;
}

static struct ifreq request_for(const char *name) {
    struct ifreq request;
    memset(&request, 0, sizeof request);
    strncpy(request.ifr_name, name, sizeof request.ifr_name - 1);
    return request;
}

/// Makes one request through a socket of its own; returns 0, or the error's number.
static int make(unsigned long number, void *request) {
    const int socket_of_request = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket_of_request < 0) return errno;
    const int error = ioctl(socket_of_request, number, request) == 0 ? 0 : errno;
    close(socket_of_request);
    return error;
}

int platform_interface_hardware_address(const char *name, uint64_t *address) {
    struct ifreq request = request_for(name);
    const int error = make(SIOCGIFHWADDR, &request);
    if (error != 0) return error;
    *address = 0;
    for (int place = 0; place < 6; ++place) {
        *address = *address << 8 | (uint8_t)request.ifr_hwaddr.sa_data[place];
    }
    return 0;
}

int platform_interface_set_address(const char *name, uint32_t address, uint32_t mask) {
    struct ifreq request = request_for(name);
    request.ifr_addr = address_of(address);
    int error = make(SIOCSIFADDR, &request);
    if (error != 0 || address == 0) return error;
    request = request_for(name);
    request.ifr_netmask = address_of(mask);
    error = make(SIOCSIFNETMASK, &request);
    if (error != 0) return error;
    request = request_for(name);
    error = make(SIOCGIFFLAGS, &request);
    if (error != 0) return error;
    request.ifr_flags |= IFF_UP;
    return make(SIOCSIFFLAGS, &request);
}

int platform_interface_set_default_router(const char *name, uint32_t router) {
    struct rtentry route;
    memset(&route, 0, sizeof route);
    route.rt_dst = address_of(0);
    route.rt_genmask = address_of(0);
    route.rt_gateway = address_of(router);
    route.rt_flags = RTF_UP | RTF_GATEWAY;
    route.rt_dev = (char *)name;
    const int error = make(SIOCADDRT, &route);
    return error == EEXIST ? 0 : error;
}

int platform_interface_address(const char *name, uint32_t *address) {
    struct ifreq request = request_for(name);
    request.ifr_addr.sa_family = AF_INET;
    const int error = make(SIOCGIFADDR, &request);
    *address = 0;
    if (error == EADDRNOTAVAIL) return 0;
    if (error != 0) return error;
    struct sockaddr_in internet;
    memcpy(&internet, &request.ifr_addr, sizeof internet);
    *address = ntohl(internet.sin_addr.s_addr);
    return 0;
}
