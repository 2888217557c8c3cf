/// The program: commands, configuration and wiring. Read top to bottom it is the product.
@NullMarked
package headroom.cli;

import org.jspecify.annotations.NullMarked;
