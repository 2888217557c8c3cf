package headroom.forecast;

import java.time.ZoneId;

/// What is known of one integration's charges. Immutable.
///
/// @param zone in which its working day lies
/// @param hours charges by UTC hour, from the first hour the ledger knows to the last whole one
/// @param minutes charges by minute of the last 48 hours, the last one being now
public record Arrivals(String name, ZoneId zone, Series hours, Series minutes) {}
