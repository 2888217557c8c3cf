package headroom.emulator.composite;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Json;
import headroom.emulator.org.Org;
import headroom.emulator.rest.RestCall;
import headroom.emulator.rest.SubCalls;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// `composite`: up to 25 requests in a series, five of them queries or collections.
///
/// It answers 200 as soon as it can be read; what is malformed is refused whole, with 400 and
/// before anything is done.
public final class Composites {
    private static final int REQUESTS_MAX = 25;
    private static final int HEAVY_MAX = 5;

    /// From this version on subrequests are collated unless the request says otherwise.
    private static final int COLLATES_FROM = 49;

    private static final int MAY_COLLATE_FROM = 48;

    private final Org org;
    private final SubCalls calls;

    public Composites(Org org, SubCalls calls) {
        this.org = org;
        this.calls = calls;
    }

    /// `GET composite`: where the other composite resources are.
    public Answer list(RestCall call) {
        return Answer.json(
                200,
                Json.write(json -> {
                    json.writeStartObject();
                    for (var name : List.of("tree", "batch", "sobjects", "graph")) {
                        json.writeStringProperty(name, call.root() + "/composite/" + name);
                    }
                    json.writeEndObject();
                }));
    }

    public Answer run(RestCall call) {
        var body = Body.of(call);
        var allOrNone = body.flag("allOrNone", false);
        var collate =
                body.flag("collateSubrequests", call.version() >= COLLATES_FROM)
                        && call.version() >= MAY_COLLATE_FROM;
        var requests = read(body, call.version());
        refuseTooMany(requests);
        var series = new Series(org, calls, call, requests, Composites::isServed);
        var answers = series.run(allOrNone, collate);
        return Answer.json(200, Json.write(json -> Series.write(json, requests, answers)));
    }

    /// The subrequests of a composite or of one graph.
    static List<Subrequest> read(Body body, int version) {
        var requests = new ArrayList<Subrequest>();
        var names = new HashSet<String>();
        for (var given : body.objects("compositeRequest")) {
            var request = Subrequest.read(given, version);
            if (!names.add(request.referenceId())) {
                throw new ApiFailure(
                        400,
                        "INVALID_INPUT",
                        "Duplicate referenceId provided in the request: " + request.referenceId());
            }
            requests.add(request);
        }
        return requests;
    }

    private static void refuseTooMany(List<Subrequest> requests) {
        if (requests.size() > REQUESTS_MAX) {
            throw new ApiFailure(
                    400,
                    "LIMIT_EXCEEDED",
                    "A composite request can have up to " + REQUESTS_MAX + " subrequests.");
        }
        var heavy = requests.stream().filter(it -> it.isQuery() || it.isCollection()).count();
        if (heavy > HEAVY_MAX) {
            throw new ApiFailure(
                    400,
                    "LIMIT_EXCEEDED",
                    "A composite request can have up to "
                            + HEAVY_MAX
                            + " subrequests that are queries or sObject Collections.");
        }
    }

    private static boolean isServed(Subrequest request) {
        return request.isRow() || request.isQuery() || request.isCollection();
    }
}
