package headroom.watch;

import headroom.history.LogIdentity;

import java.time.Instant;

/// An event log file as the org lists it.
///
/// @param id changes when the org makes the file of that day or hour anew
/// @param path where its content is fetched
public record LogFile(
        String id, LogIdentity identity, long bytes, Instant createdAt, String path) {}
