import Testing

@testable import Measurement

@Suite("DecimalThousandths")
struct DecimalThousandthsTests {
    @Test("Numbers are written with three decimals")
    func writes() {
        #expect(DecimalThousandths.text(0) == "0.000")
        #expect(DecimalThousandths.text(7) == "0.007")
        #expect(DecimalThousandths.text(12_345) == "12.345")
        #expect(DecimalThousandths.text(-5) == "0.000")
        #expect(DecimalThousandths.text(.max) == "9223372036854775.807")
    }

    @Test(
        "Numbers are read and rounded to thousandths",
        arguments: [
            ("0", 0), ("12", 12_000), ("12.3", 12_300), ("12.3454", 12_345), ("12.3455", 12_346),
            ("0.99999999999999999999", 1_000),
            ("9223372036854775.807", .max),
        ] as [(String, Int64)])
    func reads(text: String, thousandths: Int64) {
        #expect(DecimalThousandths.value(text) == thousandths)
    }

    @Test(
        "Anything else is refused",
        arguments: [
            "", ".", "1.", ".5", "-1", "+1", "1e3", "nan", "1.2.3", "1,5", "9223372036854775.808",
            "99999999999999999999",
        ])
    func refuses(text: String) {
        #expect(DecimalThousandths.value(text) == nil)
    }
}
