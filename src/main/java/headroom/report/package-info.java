/// Answers for people: overview, heaviest integrations, the curve of the last 24 hours.
@NullMarked
package headroom.report;

import org.jspecify.annotations.NullMarked;
