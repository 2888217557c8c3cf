/// The first Bulk API below `services/async`: jobs and batches in XML, CSV and JSON.
@NullMarked
package headroom.emulator.bulk1;

import org.jspecify.annotations.NullMarked;
