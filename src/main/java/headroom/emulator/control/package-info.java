/// The laboratory's bench under `/__emulator/`: clock, books, faults, health. Never charged.
@NullMarked
package headroom.emulator.control;

import org.jspecify.annotations.NullMarked;
