// sendmmsg and recvmmsg, which Swift's view of the C library lacks: one system call for many datagrams.
#define _GNU_SOURCE
#include "CPlatform.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/udp.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

// Fills in one header for each datagram; returns how many there are.
static uint32_t fill(
    struct mmsghdr *headers, struct iovec *parts, const platform_datagram *datagrams, uint32_t count, int isReceiving) {
    if (count > PLATFORM_DATAGRAMS_MAX) count = PLATFORM_DATAGRAMS_MAX;
    memset(headers, 0, count * sizeof *headers);
    for (uint32_t i = 0; i < count; i++) {
        parts[i].iov_base = datagrams[i].bytes;
        parts[i].iov_len = isReceiving ? datagrams[i].capacity : datagrams[i].count;
        headers[i].msg_hdr.msg_iov = &parts[i];
        headers[i].msg_hdr.msg_iovlen = 1;
    }
    return count;
}

int platform_send_datagrams(int descriptor, const platform_datagram *datagrams, uint32_t count) {
    struct mmsghdr headers[PLATFORM_DATAGRAMS_MAX];
    struct iovec parts[PLATFORM_DATAGRAMS_MAX];
    struct sockaddr_in peers[PLATFORM_DATAGRAMS_MAX];
    count = fill(headers, parts, datagrams, count, 0);
    for (uint32_t i = 0; i < count; i++) {
        if (datagrams[i].peer_port == 0) continue;
        peers[i] = (struct sockaddr_in){.sin_family = AF_INET,
                                        .sin_port = htons(datagrams[i].peer_port),
                                        .sin_addr = {.s_addr = htonl(datagrams[i].peer_address)}};
        headers[i].msg_hdr.msg_name = &peers[i];
        headers[i].msg_hdr.msg_namelen = sizeof peers[i];
    }
    int sent = sendmmsg(descriptor, headers, count, MSG_DONTWAIT);
    return sent < 0 ? -errno : sent;
}

// What the kernel takes for one: bytes of a datagram's payload, all of IP's length but the headers.
#define MERGED_BYTES_MAX (65535 - 20 - 8)

// How many datagrams from `first` on can leave as one: all as long as the first but the last, which may be shorter.
static uint32_t mergeable(const platform_datagram *datagrams, uint32_t first, uint32_t count) {
    uint32_t size = datagrams[first].count, bytes = size, next = first + 1;
    if (size == 0) return 1;
    while (next < count && datagrams[next].count > 0 && datagrams[next].count <= size &&
           bytes + datagrams[next].count <= MERGED_BYTES_MAX) {
        bytes += datagrams[next].count;
        if (datagrams[next++].count < size) break;
    }
    return next - first;
}

int platform_send_datagrams_merged(int descriptor, const platform_datagram *datagrams, uint32_t count) {
    struct mmsghdr headers[PLATFORM_DATAGRAMS_MAX];
    struct iovec parts[PLATFORM_DATAGRAMS_MAX];
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(uint16_t))];
    } controls[PLATFORM_DATAGRAMS_MAX];
    count = fill(headers, parts, datagrams, count, 0);
    uint32_t messages = 0;
    for (uint32_t first = 0; first < count; messages++) {
        struct msghdr *header = &headers[messages].msg_hdr;
        header->msg_iov = &parts[first];
        header->msg_iovlen = mergeable(datagrams, first, count);
        if (header->msg_iovlen > 1) {
            uint16_t size = datagrams[first].count;
            header->msg_control = &controls[messages];
            header->msg_controllen = sizeof controls[messages];
            struct cmsghdr *control = CMSG_FIRSTHDR(header);
            control->cmsg_level = IPPROTO_UDP;
            control->cmsg_type = UDP_SEGMENT;
            control->cmsg_len = CMSG_LEN(sizeof size);
            memcpy(CMSG_DATA(control), &size, sizeof size);
        }
        first += header->msg_iovlen;
    }
    int sent = sendmmsg(descriptor, headers, messages, MSG_DONTWAIT);
    if (sent < 0) return -errno;
    int datagramsSent = 0;
    for (int i = 0; i < sent; i++) datagramsSent += (int)headers[i].msg_hdr.msg_iovlen;
    return datagramsSent;
}

int platform_stamp_datagrams(int descriptor) {
    int on = 1;
    return setsockopt(descriptor, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on) < 0 ? -errno : 0;
}

// The kernel's time of arrival that came with a datagram, 0 where there is none.
static int64_t stamp(struct msghdr *header) {
    for (struct cmsghdr *part = CMSG_FIRSTHDR(header); part != NULL; part = CMSG_NXTHDR(header, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_TIMESTAMPNS) continue;
        struct timespec time;
        memcpy(&time, CMSG_DATA(part), sizeof time);
        return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
    }
    return 0;
}

int platform_receive_datagrams(int descriptor, platform_datagram *datagrams, uint32_t count, int notes_peers) {
    struct mmsghdr headers[PLATFORM_DATAGRAMS_MAX];
    struct iovec parts[PLATFORM_DATAGRAMS_MAX];
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(struct timespec))];
    } controls[PLATFORM_DATAGRAMS_MAX];
    struct sockaddr_in peers[PLATFORM_DATAGRAMS_MAX];
    count = fill(headers, parts, datagrams, count, 1);
    for (uint32_t i = 0; i < count; i++) {
        headers[i].msg_hdr.msg_control = &controls[i];
        headers[i].msg_hdr.msg_controllen = sizeof controls[i];
        if (!notes_peers) continue;
        headers[i].msg_hdr.msg_name = &peers[i];
        headers[i].msg_hdr.msg_namelen = sizeof peers[i];
    }
    int received = recvmmsg(descriptor, headers, count, MSG_DONTWAIT, 0);
    if (received < 0) return errno == EAGAIN || errno == EWOULDBLOCK ? 0 : -errno;
    for (int i = 0; i < received; i++) {
        datagrams[i].count = headers[i].msg_len;
        datagrams[i].arrived_at = stamp(&headers[i].msg_hdr);
        if (!notes_peers) continue;
        datagrams[i].peer_address = ntohl(peers[i].sin_addr.s_addr);
        datagrams[i].peer_port = ntohs(peers[i].sin_port);
    }
    return received;
}
