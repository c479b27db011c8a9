import Glibc
import Measurement
import Testing

@Suite struct DescriptorLimitTests {
    @Test("The limit is raised as far as the system lets this process, and stays there")
    func raised() {
        let count = DescriptorLimit.raise()
        var limit = rlimit()
        let status = unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        #expect(status == 0 && limit.rlim_cur == limit.rlim_max)
        #expect(count == Int(clamping: limit.rlim_cur) && DescriptorLimit.raise() == count)
    }
}
