package headroom.ledger;

/// Whose token it is, known by a keyed hash; the token itself is nowhere.
///
/// @param hash the keyed hash, as text
/// @param seenMillis when it was last seen
public record TokenTrace(String hash, int org, int integration, int user, long seenMillis) {}
