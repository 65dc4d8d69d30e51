/// The last number inside, on the way from a number inside to one outside: the crossing to the
/// last bit, since no number lies between the answer and one outside (a hundred halvings at most).
func lastInside(
  from inside: Double, to outside: Double, isInside: (Double) -> Bool
) -> Double {
  var (inside, outside) = (inside, outside)
  for _ in 0..<100 {
    let middle = inside + (outside - inside) / 2
    if middle == inside || middle == outside { break }
    if isInside(middle) { inside = middle } else { outside = middle }
  }
  return inside
}
