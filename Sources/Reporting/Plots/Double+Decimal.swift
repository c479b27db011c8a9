internal import FoundationEssentials
internal import Glibc

extension Double {
    /// The logarithm to base 10.
    var decimalLogarithm: Double { log10(self) }

    /// 10 to this power.
    var powerOfTen: Double { pow(10, self) }
}
