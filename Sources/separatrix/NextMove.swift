import ResultStore
import ZarrStore

/// What to do about an error that says what is wrong and no more, in words that follow its own.
func nextMove(after error: any Error) -> String {
  let failure: StoreError
  switch error {
  case let error as StoreError: failure = error
  case ResultStoreError.storage(let error): failure = error
  default: return ""
  }
  guard case .damaged(_, _, let problem) = failure, !problem.contains("run the sweep again") else {
    return ""
  }
  return "; run the sweep again, which makes it anew, or see verify --repair"
}
