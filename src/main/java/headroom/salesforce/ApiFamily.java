package headroom.salesforce;

/// The API a call speaks: what Salesforce's own usage log calls the family, cut a little finer.
///
/// `LOGIN` is OAuth and the identity URL; the SOAP call `login()` belongs to `SOAP`. `EVENTS` is
/// CometD and Pub/Sub, which spend allocations of their own. `OTHER` is everything that is no API.
public enum ApiFamily {
    REST,
    SOAP,
    BULK,
    BULK2,
    APEX_REST,
    APEX_SOAP,
    METADATA,
    TOOLING,
    CONNECT,
    UI,
    GRAPHQL,
    EVENTS,
    LOGIN,
    OTHER
}
