package headroom.emulator.rest;

import headroom.emulator.call.Answer;
import headroom.emulator.org.Org;
import headroom.emulator.soql.Cursors;
import headroom.emulator.soql.Viewer;

import org.jspecify.annotations.Nullable;

/// SOQL over the Tooling API's own objects; those it does not have are INVALID_TYPE.
public final class Tooling {
    private final Org org;
    private @Nullable Queries queries;

    public Tooling(Org org) {
        this.org = org;
    }

    /// The rows are made when they are first asked for: most runs never do.
    private Queries queries() {
        var known = queries;
        if (known == null) {
            var store = ToolingObjects.of(org.store().schema());
            known = new Queries(store, new Cursors(store), "/tooling", _ -> Viewer.ALL);
            queries = known;
        }
        return known;
    }

    public Answer query(RestCall call) {
        return queries().query(call);
    }

    public Answer more(RestCall call) {
        return queries().more(call);
    }
}
