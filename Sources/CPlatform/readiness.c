// epoll, which Swift's view of the C library lacks.
#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <time.h>

int platform_readiness_open(void) {
    int descriptor = epoll_create1(EPOLL_CLOEXEC);
    return descriptor < 0 ? -errno : descriptor;
}

int platform_readiness_watch(int readiness, int descriptor, uint64_t tag, int wantsWriting, int isNew) {
    struct epoll_event event = {.events = EPOLLIN | EPOLLRDHUP | (wantsWriting ? EPOLLOUT : 0), .data.u64 = tag};
    int operation = isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    return epoll_ctl(readiness, operation, descriptor, &event) < 0 ? -errno : 0;
}

int platform_readiness_wait(int readiness, platform_ready *ready, uint32_t count, int64_t nanoseconds) {
    struct epoll_event events[PLATFORM_READY_MAX];
    if (count > PLATFORM_READY_MAX) count = PLATFORM_READY_MAX;
    struct timespec span = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
    int found = -1;
    // epoll_wait counts milliseconds, which is too coarse to pace requests with.
    static _Atomic int isOld;
    if (!isOld) {
        found = epoll_pwait2(readiness, events, (int)count, &span, NULL);
        if (found < 0 && (errno == ENOSYS || errno == EPERM)) isOld = 1;
    }
    if (isOld) {
        // Before Linux 5.11.
        struct pollfd watched = {.fd = readiness, .events = POLLIN};
        if (nanoseconds > 0 && ppoll(&watched, 1, &span, NULL) <= 0) return 0;
        found = epoll_wait(readiness, events, (int)count, 0);
    }
    if (found < 0) return errno == EINTR ? 0 : -errno;
    for (int i = 0; i < found; i++) {
        ready[i].tag = events[i].data.u64;
        ready[i].can_read = (events[i].events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
        ready[i].can_write = (events[i].events & (EPOLLOUT | EPOLLERR | EPOLLHUP)) != 0;
    }
    return found;
}

void platform_sharpen_timers(void) { prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL); }
