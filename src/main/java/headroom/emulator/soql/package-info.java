/// SOQL: parsed by the public ANTLR grammar, bound to the schema, run over the rows.
@NullMarked
package headroom.emulator.soql;

import org.jspecify.annotations.NullMarked;
