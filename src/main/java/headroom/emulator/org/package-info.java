/// Who the org is and who may call: users, connected apps, sessions.
@NullMarked
package headroom.emulator.org;

import org.jspecify.annotations.NullMarked;
