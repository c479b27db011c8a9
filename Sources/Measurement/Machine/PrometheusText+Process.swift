public import Exposition

extension PrometheusText {
    /// Adds what a process takes, by the names that exporters share: processor time and memory, and the allocator's own account.
    ///
    /// Takes the allocator's locks for some microseconds: for whoever looks, not for the request path.
    public mutating func addProcess() {
        begin("process_cpu_seconds_total", .counter, help: "Processor time, user and system.")
        add(Double(ProcessorUse.processTime()) / 1e9)
        let memory = ProcessMemory.current()
        if let resident = memory.residentBytes {
            gauge("process_resident_memory_bytes", help: "Bytes in physical memory.", Double(resident))
        }
        guard let heap = memory.heap else { return }
        gauge(
            "process_heap_allocated_bytes", help: "Bytes that the allocator has handed out.",
            Double(heap.allocatedBytes))
        gauge(
            "jemalloc_active_bytes", help: "Bytes in pages that hold at least one allocation.", Double(heap.activeBytes)
        )
        gauge(
            "jemalloc_resident_bytes", help: "Bytes of physical memory that the allocator holds.",
            Double(heap.residentBytes))
        counter(
            "jemalloc_allocations_total", help: "Allocations, as threads report them now and then.",
            UInt64(clamping: heap.allocationCount))
    }
}
