import FlyingFox
import Foundation

/// The page's own files, which are part of the program: there is no other file that it serves.
enum PageFiles {
  /// - Parameter path: As requested: `/`, `/style.css`.
  static func reply(_ path: String) -> Reply? {
    guard let file = files[path == "/" ? "index.html" : String(path.dropFirst())] else {
      return nil
    }
    var reply = Reply(file.data, type: file.type)
    // Kept, but asked for again whenever the program may be another one.
    reply.caching = "no-cache"
    return reply
  }

  private struct File {
    let data: Data
    let type: String
  }

  private static func type(of name: String) -> String {
    switch name.split(separator: ".").last {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "svg": "image/svg+xml"
    default: "application/octet-stream"
    }
  }

  private static let files: [String: File] = {
    let bytes: [(String, [UInt8])] = [
      ("address.js", PackageResources.address_js),
      ("api.js", PackageResources.api_js),
      ("axes.js", PackageResources.axes_js),
      ("colours.js", PackageResources.colours_js),
      ("coordinates.js", PackageResources.coordinates_js),
      ("elements.js", PackageResources.elements_js),
      ("explorer.js", PackageResources.explorer_js),
      ("exports.js", PackageResources.exports_js),
      ("frames.js", PackageResources.frames_js),
      ("gestures.js", PackageResources.gestures_js),
      ("icon.svg", PackageResources.icon_svg),
      ("index.html", PackageResources.index_html),
      ("legend.js", PackageResources.legend_js),
      ("loader.js", PackageResources.loader_js),
      ("map.js", PackageResources.map_js),
      ("motion.js", PackageResources.motion_js),
      ("notices.js", PackageResources.notices_js),
      ("numbers.js", PackageResources.numbers_js),
      ("overlay.js", PackageResources.overlay_js),
      ("palette.js", PackageResources.palette_js),
      ("panel.js", PackageResources.panel_js),
      ("plots.js", PackageResources.plots_js),
      ("readout.js", PackageResources.readout_js),
      ("slider.js", PackageResources.slider_js),
      ("stage.js", PackageResources.stage_js),
      ("state.js", PackageResources.state_js),
      ("status.js", PackageResources.status_js),
      ("style.css", PackageResources.style_css),
      ("theme.js", PackageResources.theme_js),
      ("theory.js", PackageResources.theory_js),
      ("ticks.js", PackageResources.ticks_js),
      ("tiles.js", PackageResources.tiles_js),
      ("timings.js", PackageResources.timings_js),
      ("trajectory.js", PackageResources.trajectory_js),
      ("views.js", PackageResources.views_js),
    ]
    return Dictionary(
      uniqueKeysWithValues: bytes.map { ($0, File(data: Data($1), type: type(of: $0))) })
  }()
}
