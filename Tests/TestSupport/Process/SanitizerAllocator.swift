import Glibc

/// Whether a sanitizer brings its own allocator to this process, so that jemalloc counts nothing here.
public let hasSanitizerAllocator = unsafe dlsym(nil, "__sanitizer_get_current_allocated_bytes") != nil
