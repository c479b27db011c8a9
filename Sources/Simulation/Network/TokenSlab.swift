internal import Registration

/// Tokens on their way to devices: events carry the place of theirs. Places are reused.
struct TokenSlab {
    private var tokens: [Token] = []
    private var free: [Int] = []

    mutating func keep(_ token: Token) -> Int {
        guard let place = free.popLast() else {
            tokens.append(token)
            return tokens.count - 1
        }
        tokens[place] = token
        return place
    }

    mutating func take(_ place: Int) -> Token {
        free.append(place)
        return tokens[place]
    }

    /// Tokens that are on their way.
    var count: Int { tokens.count - free.count }
}
