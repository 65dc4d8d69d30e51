extension LaneVector {
  func cosine() -> Self { self }
  func sineCosine() -> (Self, Self) { (self, self) }
}
