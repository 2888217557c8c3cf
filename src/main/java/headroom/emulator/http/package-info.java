/// HTTP in, HTTP out: the only package that knows the server library. It reads calls whole, within
/// limits, sends answers, and breaks them on purpose where a fault says so.
@NullMarked
package headroom.emulator.http;

import org.jspecify.annotations.NullMarked;
