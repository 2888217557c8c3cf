/// What both Bulk APIs share: jobs, rows read and written a slice at a time, results on disk.
///
/// A run is a chain of short steps on the event loop, so calls are answered in between. The two
/// APIs word jobs and errors; nothing here knows how.
@NullMarked
package headroom.emulator.bulk;

import org.jspecify.annotations.NullMarked;
