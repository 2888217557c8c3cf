/// Durable memory: calls, sightings, rollups and window deltas in one SQLite file with one writer.
///
/// The doors are [headroom.ledger.Ledger] for the process that writes and
/// [headroom.ledger.LedgerReader] for any other. The room refuses to know HTTP, how a call is
/// classified or charged, and what is done with a figure; time comes from the clock it is opened
/// with.
@NullMarked
package headroom.ledger;

import org.jspecify.annotations.NullMarked;
