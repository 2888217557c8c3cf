/// What the emulator does not serve, said in each family's own form so that clients can read it.
@NullMarked
package headroom.emulator.unserved;

import org.jspecify.annotations.NullMarked;
