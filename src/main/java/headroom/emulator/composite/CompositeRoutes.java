package headroom.emulator.composite;

import headroom.emulator.org.Org;
import headroom.emulator.rest.RestRoute;
import headroom.emulator.rest.SubCalls;

import java.util.List;

/// The rows of the route table below `composite`.
public final class CompositeRoutes {
    private CompositeRoutes() {}

    public static List<RestRoute> of(Org org, SubCalls sub) {
        var charges = org.options().charges();
        var composites = new Composites(org, sub);
        var batches = new Batches(sub);
        var graphs = new Graphs(org, sub);
        var trees = new Trees(org);
        var writes = new CollectionWrites(org);
        var reads = new CollectionReads(org);
        return List.of(
                RestRoute.of("POST", "composite/sobjects", 1, writes::create),
                RestRoute.of("PATCH", "composite/sobjects", 1, writes::update),
                RestRoute.of("DELETE", "composite/sobjects", 1, writes::delete),
                RestRoute.of("PATCH", "composite/sobjects/{}/{}", 1, writes::upsert),
                RestRoute.of("GET", "composite/sobjects/{}", 1, reads::byParameters),
                RestRoute.of("POST", "composite/sobjects/{}", 1, reads::byBody),
                RestRoute.of("POST", "composite/tree/{}", 1, trees::create),
                RestRoute.of("GET", "composite", 1, composites::list),
                RestRoute.of("POST", "composite", 1, composites::run),
                RestRoute.of("POST", "composite/graph", 1, graphs::run),
                RestRoute.of(
                        "POST",
                        "composite/batch",
                        call -> Batches.charge(call, charges::batchEach),
                        batches::run));
    }
}
