/// Six made-up integrations for the demo: what they did last week, and what they do now over real
/// HTTP.
@NullMarked
package headroom.cli.demo;

import org.jspecify.annotations.NullMarked;
