package headroom.emulator.rest;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.Json;
import headroom.emulator.org.Org;
import headroom.emulator.records.Store;
import headroom.emulator.soql.Cursors;
import headroom.emulator.soql.Query;
import headroom.emulator.soql.Viewer;

import java.util.function.Function;

/// SOQL over REST: `query`, `queryAll`, the pages after the first, what columns there are, and how
/// a query would be run.
public final class Queries {
    private static final int PAGE_MIN = 200;
    private static final int PAGE_MAX = 2_000;

    private final Store store;
    private final Cursors cursors;
    private final String below;
    private final Function<String, Viewer> viewers;

    public Queries(Org org, Cursors cursors) {
        this(org.store(), cursors, "", user -> Viewer.of(org.access(), user));
    }

    /// Queries over one store.
    ///
    /// @param below the path under the version where these queries are asked, such as `/tooling`
    /// @param viewers what a user sees, by the user's id
    Queries(Store store, Cursors cursors, String below, Function<String, Viewer> viewers) {
        this.store = store;
        this.cursors = cursors;
        this.below = below;
        this.viewers = viewers;
    }

    public Answer query(RestCall call) {
        return run(call, false);
    }

    public Answer queryAll(RestCall call) {
        return run(call, true);
    }

    private Answer run(RestCall call, boolean includeDeleted) {
        var explained = call.call().parameter("explain");
        if (!explained.isEmpty()) {
            return explain(call, explained, includeDeleted);
        }
        var text = call.call().parameter("q");
        if (text.isBlank()) {
            throw new ApiFailure(400, "MALFORMED_QUERY", "A query string has to be specified");
        }
        if (call.call().parameter("columns").equals("true")) {
            var query = bind(call, text, includeDeleted);
            return Answer.json(200, Json.write(json -> QueryColumns.write(json, query)));
        }
        var query = bind(call, text, includeDeleted);
        return answer(call, cursors.run(query, pageRows(call.call()), call.call().at()));
    }

    private Query bind(RestCall call, String text, boolean includeDeleted) {
        var viewer = viewers.apply(call.session().userId());
        return cursors.bind(text, includeDeleted, call.call().at(), viewer);
    }

    private Answer explain(RestCall call, String text, boolean includeDeleted) {
        var query = bind(call, text, includeDeleted);
        return Answer.json(200, Json.write(json -> QueryPlans.write(json, query.explain())));
    }

    public Answer more(RestCall call) {
        return answer(call, cursors.more(call.name(0), pageRows(call.call()), call.call().at()));
    }

    private Answer answer(RestCall call, Cursors.Page page) {
        return Answer.json(
                200,
                Json.write(json ->
                        new RowJson(store, json, call.root() + below)
                                .write(page, call.root() + below + "/query/")));
    }

    /// `Sforce-Query-Options: batchSize=500`, kept between 200 and 2,000 as Salesforce keeps it.
    private static int pageRows(Call call) {
        for (var option : call.header("Sforce-Query-Options").split("[,;]", 10)) {
            var equals = option.indexOf('=');
            if (equals > 0 && option.substring(0, equals).strip().equalsIgnoreCase("batchSize")) {
                try {
                    var asked = Integer.parseInt(option.substring(equals + 1).strip());
                    return Math.clamp(asked, PAGE_MIN, PAGE_MAX);
                } catch (NumberFormatException _) {
                    return PAGE_MAX;
                }
            }
        }
        return PAGE_MAX;
    }
}
