/// What the two uniform numbers u and v of a block become.
enum Variate: String, Sendable {
  /// u and v themselves.
  case uniform
  /// −1 or 1 twice: whether u > ½, whether v > ½.
  case sign
  /// Two independent normal numbers of mean 0 and variance 1.
  case normal
  /// L and cos 2πv: what `studentT` makes one number of.
  case polar

  /// Variates of one block.
  static var perBlock: Int { 2 }
}
