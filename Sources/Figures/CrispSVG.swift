/// Images in an SVG that stay crisp: Cairo does not write there that it was told not to smooth them.
enum CrispSVG {
  /// Gives every image a style that asks for square pixels; readers that know neither word smooth.
  static func sharpened(_ bytes: [UInt8]) -> [UInt8] {
    let opener = Array("<image ".utf8)
    let style = Array(
      #"style="image-rendering:optimizeSpeed;image-rendering:pixelated" "#.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 1024)
    var index = 0
    while index < bytes.count {
      if bytes[index] == opener[0], bytes[index...].starts(with: opener) {
        result += opener + style
        index += opener.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }
}
