package headroom.emulator.composite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The order in which subrequests run when they may be collated.
///
/// Unrelated subrequests of one method and version on rows run together, up to five objects in a
/// group; so a later one may run before an earlier one of another kind. Only an explicit reference
/// holds an order. Subrequests with headers are never collated. (REST guide, "Composite Request
/// Body", `collateSubrequests`.)
final class Collation {
    private static final int OBJECTS_MAX = 5;

    private final List<Subrequest> requests;
    private final List<Set<Integer>> needs = new ArrayList<>();
    private final List<Integer> order = new ArrayList<>();
    private final Set<Integer> done = new HashSet<>();

    private Collation(List<Subrequest> requests) {
        this.requests = requests;
        var places = new HashMap<String, Integer>();
        for (var i = 0; i < requests.size(); i++) {
            needs.add(needs(requests.get(i), places));
            places.put(requests.get(i).referenceId(), i);
        }
    }

    private static Set<Integer> needs(Subrequest request, Map<String, Integer> earlier) {
        var needs = new HashSet<Integer>();
        for (var name : References.namedIn(request)) {
            var place = earlier.get(name);
            if (place != null) {
                needs.add(place);
            }
        }
        return needs;
    }

    /// The places of all subrequests in the order to run them.
    static List<Integer> order(List<Subrequest> requests) {
        var collation = new Collation(requests);
        for (var i = 0; i < requests.size(); i++) {
            if (!collation.done.contains(i)) {
                collation.runGroup(i);
            }
        }
        return collation.order;
    }

    /// How many subrequests the longest chain of references holds.
    static int depth(List<Subrequest> requests) {
        var collation = new Collation(requests);
        var depths = new int[requests.size()];
        var deepest = 0;
        for (var i = 0; i < depths.length; i++) {
            for (var need : collation.needs.get(i)) {
                depths[i] = Math.max(depths[i], depths[need]);
            }
            depths[i]++;
            deepest = Math.max(deepest, depths[i]);
        }
        return deepest;
    }

    private void runGroup(int first) {
        var lead = requests.get(first);
        var before = Set.copyOf(done);
        var objects = new HashSet<String>();
        for (var i = first; i < requests.size(); i++) {
            if (done.contains(i) || (i > first && !joins(lead, i, before, objects))) {
                continue;
            }
            objects.add(requests.get(i).object());
            order.add(i);
            done.add(i);
        }
    }

    private boolean joins(Subrequest lead, int place, Set<Integer> before, Set<String> objects) {
        var request = requests.get(place);
        return lead.isRow()
                && request.isRow()
                && lead.headers().isEmpty()
                && request.headers().isEmpty()
                && request.method().equals(lead.method())
                && request.version().equals(lead.version())
                && before.containsAll(needs.get(place))
                && (objects.contains(request.object()) || objects.size() < OBJECTS_MAX);
    }
}
