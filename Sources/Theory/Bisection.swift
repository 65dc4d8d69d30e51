/// The last number inside, on the way from a number inside to one outside: the crossing to the
/// last bit, since no number lies between the answer and one outside, unless fewer halvings are asked
/// for.
func lastInside(
  from inside: Double, to outside: Double, halvings: Int = 100, isInside: (Double) -> Bool
) -> Double {
  var (inside, outside) = (inside, outside)
  for _ in 0..<halvings {
    let middle = inside + (outside - inside) / 2
    if middle == inside || middle == outside { break }
    if isInside(middle) { inside = middle } else { outside = middle }
  }
  return inside
}
