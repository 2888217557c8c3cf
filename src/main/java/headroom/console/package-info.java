/// Web pages, JSON and metrics for the people who run Headroom.
@NullMarked
package headroom.console;

import org.jspecify.annotations.NullMarked;
