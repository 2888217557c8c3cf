/// Daily ApiTotalUsage files of the org's own traffic, streamed to disk and shown as EventLogFile
/// rows.
@NullMarked
package headroom.emulator.eventlog;

import org.jspecify.annotations.NullMarked;
