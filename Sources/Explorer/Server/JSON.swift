import ZarrStore

/// The web server's package has another of that name.
typealias JSON = ZarrStore.JSONValue
