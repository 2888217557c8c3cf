/// Reads the one file that says what an org is: objects and fields, users and profiles, rules, and
/// rows to begin with. What is wrong with it is said all at once, each with its line.
///
/// `docs/emulator-org-file.md` is its documentation, and its example is loaded by a test.
@NullMarked
package headroom.emulator.yaml;

import org.jspecify.annotations.NullMarked;
