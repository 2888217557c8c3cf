/// What a call and its answer are inside the org, whatever API they speak.
///
/// Each API family turns a call into [Work] and says in its own form what went wrong. Nothing here
/// knows HTTP servers, records or books.
@NullMarked
package headroom.emulator.call;

import org.jspecify.annotations.NullMarked;
