internal import Glibc

extension Double {
    /// The natural logarithm.
    var logarithm: Double { log(self) }

    /// The change that a logarithm of a ratio stands for: 0.1 for 10 % more.
    var relativeChange: Double { expm1(self) }
}
