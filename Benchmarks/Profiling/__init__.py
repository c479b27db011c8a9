"""Where the time of a `loadgen` run goes: recording, hottest functions, flame graph. The tool is `Benchmarks/profile`.

Standard library only, so that a profile needs nothing but `perf` and the Swift toolchain.
"""
