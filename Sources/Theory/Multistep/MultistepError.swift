/// Why two polynomials make no linear multistep method.
public enum MultistepError: Error, Equatable, CustomStringConvertible {
  case notANumber(polynomial: String, text: String)
  case leadingZero
  case noStep
  case tooManySteps(Int)
  case sigmaTooLong(rho: Int, sigma: Int)
  case noGradient

  public var description: String {
    switch self {
    case .notANumber(let polynomial, let text):
      "\(polynomial): \"\(text)\" is no number; coefficients are fractions or decimals of at most "
        + "\(Rational.digitLimit) digits with commas between, the highest power first, as in "
        + "1,-4/3,1/3"
    case .leadingZero:
      "rho begins with 0, so that no new iterate is in the equation; begin with the highest power, "
        + "whose coefficient is not 0"
    case .noStep:
      "rho has one coefficient, and a method needs two iterates at least, as in rho 1,-1 of Euler's "
        + "method"
    case .tooManySteps(let count):
      "rho has degree \(count); methods have at most \(MultistepMethod.stepLimit) steps here"
    case .sigmaTooLong(let rho, let sigma):
      "sigma has degree \(sigma) and rho only \(rho): the field would be taken at iterates that are "
        + "not known yet; sigma has at most as many coefficients as rho"
    case .noGradient: "sigma is 0, so that the method ignores the field"
    }
  }
}
