/// Counting and foresight over values: the rolling window, UTC days, usage and headroom.
///
/// Time comes as an argument; nothing here touches a file, a socket or a clock.
@NullMarked
package headroom.meter;

import org.jspecify.annotations.NullMarked;
