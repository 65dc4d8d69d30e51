/// Where a store keeps examples that came from files. The resolved sweep names them by these paths, which
/// are relative to the store, as a sweep file's are to its directory: so a store can be read, and run on,
/// wherever the first files are.
public enum StoredExamples {
  public static let directory = "verdict/examples"
  public static let images = "\(directory)/images.idx"
  public static let labels = "\(directory)/labels.idx"
}
