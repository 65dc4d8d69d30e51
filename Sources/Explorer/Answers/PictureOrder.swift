import Figures
import SweepPlan

/// A picture of a part of a map that is to be computed and drawn.
public struct PictureOrder: Sendable {
  public enum Format: String, Sendable, CaseIterable {
    case png, svg, pdf

    var type: String {
      switch self {
      case .png: "image/png"
      case .svg: "image/svg+xml"
      case .pdf: "application/pdf"
      }
    }
  }

  /// Over y and x, which varies fastest.
  public let plan: Plan
  public let variable: Variable
  /// `nil` for the variable's usual colours.
  public let colors: ColorMap?
  public let showsTheory: Bool
  public let format: Format
}

/// Computes and draws a picture; answers with the file's bytes.
public typealias Painter = @Sendable (PictureOrder) throws -> [UInt8]
