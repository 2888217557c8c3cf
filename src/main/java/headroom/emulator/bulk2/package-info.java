/// Bulk API 2.0 over REST: `jobs/ingest` and `jobs/query`.
@NullMarked
package headroom.emulator.bulk2;

import org.jspecify.annotations.NullMarked;
