/// Keeps an org's rows in one file, so that they outlive the process.
///
/// It knows rows and values, no rules and no API.
@NullMarked
package headroom.emulator.files;

import org.jspecify.annotations.NullMarked;
