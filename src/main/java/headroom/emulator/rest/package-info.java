/// The REST API under `/services/data`: versions, rows, describes, queries, limits.
@NullMarked
package headroom.emulator.rest;

import org.jspecify.annotations.NullMarked;
