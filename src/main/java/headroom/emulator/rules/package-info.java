/// What an org does with rows beside keeping them: validation and duplicate rules, triggers,
/// assignment rules, costs in time, and who may do what; as one file declares them.
///
/// It stands on records and on conditions of soql, and knows no API.
@NullMarked
package headroom.emulator.rules;

import org.jspecify.annotations.NullMarked;
