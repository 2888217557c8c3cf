/// The org's data: object types, rows, indexes, and the rules for writing them, worded as
/// Salesforce does.
@NullMarked
package headroom.emulator.records;

import org.jspecify.annotations.NullMarked;
