/// Counting and foresight over values: the rolling window, UTC days, usage and headroom.
///
/// Its doors are [headroom.meter.RollingWindow], [headroom.meter.DayCounters] and
/// [headroom.meter.SightedUsage]. Time comes as an argument; nothing here touches a file, a socket
/// or a clock, and nothing here knows what an org or an integration is beyond a dense key.
@NullMarked
package headroom.meter;

import org.jspecify.annotations.NullMarked;
