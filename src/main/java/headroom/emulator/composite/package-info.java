/// Many requests in one call: collections, trees, composite, batch and graph.
///
/// The rules that a batching client rests on are exact: how many, of which kinds, in which order,
/// and what one failure does to the rest. Each subrequest goes through the same routes as a call of
/// its own.
@NullMarked
package headroom.emulator.composite;

import org.jspecify.annotations.NullMarked;
