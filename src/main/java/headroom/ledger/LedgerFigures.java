package headroom.ledger;

import java.time.Duration;

/// How the ledger itself fares.
///
/// @param queued intents that wait for the writer
/// @param committed calls committed since the start
/// @param groups group commits since the start
/// @param slowestCommit the longest a group took
/// @param gapCalls calls that fell into a gap since the start
/// @param fault why the disk refuses just now, or empty
/// @param unsettledAtOpen intents the last process left open; counted as spent
/// @param fileBytes size of the file
/// @param walBytes size of the write-ahead log
/// @param walHeld for how long a reader has kept the log from being shortened
public record LedgerFigures(
        int queued,
        long committed,
        long groups,
        Duration slowestCommit,
        long gapCalls,
        String fault,
        int unsettledAtOpen,
        long fileBytes,
        long walBytes,
        Duration walHeld) {}
