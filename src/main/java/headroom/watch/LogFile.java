package headroom.watch;

import java.time.Instant;

/// A daily usage file as the org lists it.
///
/// @param day the start of the UTC day it covers
/// @param path where its content is fetched
public record LogFile(String id, Instant day, long bytes, String path) {}
