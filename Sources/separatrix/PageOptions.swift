import ArgumentParser

/// Size and type of a picture.
struct PageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Sizes that go together: screen (12.5 in wide, 15 pt), paper (one column, 8.5 cm, 8 pt, 300 \
      dpi) or talk (10 × 5.6 in, 18 pt). Paper if a size is given in cm, mm, in or pt.
      """))
  var style: PictureStyle?

  @Option(help: ArgumentHelp("Width and height, as 8.5x6cm or 1200x900px.", valueName: "size"))
  var size: PageSize?

  @Option(help: ArgumentHelp("The width alone: cm, mm, in, pt or px.", valueName: "length"))
  var width: PageLength?

  @Option(help: "Pixels per inch in a PNG.")
  var dpi: Double?

  @Option(help: ArgumentHelp("The font of all text; it must be installed.", valueName: "family"))
  var font: String?

  @Option(help: ArgumentHelp("Size of labels; titles and ticks follow.", valueName: "points"))
  var fontSize: Double?

  @Option(help: ArgumentHelp("Width of lines over the map; frames follow.", valueName: "points"))
  var lineWidth: Double?

  @Flag(help: "No title.")
  var noTitle = false

  @Flag(help: "No line of facts under the title.")
  var noSubtitle = false

  @Flag(help: "No legend; a colour bar stays.")
  var noLegend = false

  func validate() throws {
    if size != nil, width != nil {
      throw ValidationError("--size and --width both give the width")
    }
  }

  var page: PicturePage {
    PicturePage(
      style: style, width: size?.width ?? width, height: size?.height, dotsPerInch: dpi,
      font: font, fontSize: fontSize, lineWidth: lineWidth, showsTitle: !noTitle,
      showsSubtitle: !noSubtitle, showsLegend: !noLegend)
  }
}
