/// The one YAML file an operator writes: read with the place of every value, checked as a whole.
@NullMarked
package headroom.cli.config;

import org.jspecify.annotations.NullMarked;
