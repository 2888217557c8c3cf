package headroom.salesforce;

/// What a call is and what Salesforce is expected to count for it.
///
/// @param longPoll the answer may be minutes away without anything being wrong
/// @param estimated the body that decides the charge could not be read to its end
public record Classification(CallKind kind, int charge, boolean longPoll, boolean estimated) {}
