import ArgumentParser

/// Sizes that go together.
enum PictureStyle: String, ExpressibleByArgument, CaseIterable {
  case screen, paper, talk

  /// In points.
  var width: Double {
    switch self {
    case .screen: 900
    case .paper: 8.5 * 72 / 2.54
    case .talk: 720
    }
  }

  /// In points; `nil` to follow from the width.
  var height: Double? { self == .talk ? 405 : nil }

  var fontSize: Double {
    switch self {
    case .screen: 15
    case .paper: 8
    case .talk: 18
    }
  }

  var lineWidth: Double {
    switch self {
    case .screen: 1.8
    case .paper: 1
    case .talk: 2.4
    }
  }

  var dotsPerInch: Double { self == .paper ? 300 : 144 }
}
