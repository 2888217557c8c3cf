/// Durable memory: calls, sightings, rollups and window deltas in one SQLite file with one writer.
@NullMarked
package headroom.ledger;

import org.jspecify.annotations.NullMarked;
