package headroom.emulator.composite;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Json;
import headroom.emulator.org.Org;
import headroom.emulator.rest.RestCall;
import headroom.emulator.rest.SubCalls;

import tools.jackson.core.JsonGenerator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// `composite/graph`: graphs of requests on rows, each graph all or nothing.
///
/// Limits of the REST guide's page "Composite Graph Limits". Once 14 graphs have failed, the rest
/// is not tried.
public final class Graphs {
    private static final int GRAPHS_MAX = 75;
    private static final int NODES_MAX = 500;
    private static final int DEPTH_MAX = 15;
    private static final int KINDS_MAX = 15;
    private static final int FAILURES_MAX = 14;

    private final Org org;
    private final SubCalls calls;

    /// A graph as it came.
    private record Graph(String id, List<Subrequest> requests) {}

    /// A graph and what became of its nodes.
    private record Ended(Graph graph, List<SubAnswer> answers) {
        boolean isSuccessful() {
            return answers.stream().noneMatch(SubAnswer::isError);
        }
    }

    public Graphs(Org org, SubCalls calls) {
        this.org = org;
        this.calls = calls;
    }

    public Answer run(RestCall call) {
        var graphs = read(Body.of(call), call.version());
        refuseTooMany(graphs);
        var ended = new ArrayList<Ended>();
        var failures = 0;
        for (var graph : graphs) {
            var one = failures < FAILURES_MAX ? run(call, graph) : halted(graph);
            failures += one.isSuccessful() ? 0 : 1;
            ended.add(one);
        }
        return Answer.json(200, Json.write(json -> write(json, ended)));
    }

    private static List<Graph> read(Body body, int version) {
        var graphs = new ArrayList<Graph>();
        var ids = new HashSet<String>();
        for (var given : body.objects("graphs")) {
            var id = given.text("graphId");
            if (!id.matches("[A-Za-z0-9][^\\p{Cntrl}]{0,39}")) {
                throw Body.unreadable("Invalid graphId: '" + id + "'");
            }
            if (!ids.add(id)) {
                throw new ApiFailure(
                        400, "INVALID_INPUT", "Duplicate graphId provided in the request: " + id);
            }
            graphs.add(new Graph(id, Composites.read(given, version)));
        }
        return graphs;
    }

    private static void refuseTooMany(List<Graph> graphs) {
        var nodes = 0;
        var kinds = new HashSet<String>();
        for (var graph : graphs) {
            nodes += graph.requests().size();
            kinds.addAll(kinds(graph));
            refuse("The depth of a graph", Collation.depth(graph.requests()), DEPTH_MAX);
        }
        refuse("The number of graphs", graphs.size(), GRAPHS_MAX);
        refuse("The number of nodes", nodes, NODES_MAX);
        refuse("The number of different nodes", kinds.size(), KINDS_MAX);
    }

    /// Nodes differ by version, method or object.
    private static Set<String> kinds(Graph graph) {
        var kinds = new HashSet<String>();
        for (var request : graph.requests()) {
            kinds.add(request.version() + ' ' + request.method() + ' ' + request.object());
        }
        return kinds;
    }

    private static void refuse(String what, int found, int max) {
        if (found > max) {
            throw new ApiFailure(
                    400,
                    "LIMIT_EXCEEDED",
                    what + " (" + found + ") exceeds the limit of " + max + ".");
        }
    }

    private Ended run(RestCall call, Graph graph) {
        var series = new Series(org, calls, call, graph.requests(), Subrequest::isRow);
        return new Ended(graph, series.run(true, false));
    }

    private static Ended halted(Graph graph) {
        var halted =
                SubAnswer.refusal(
                        new ApiFailure(
                                400,
                                SubAnswer.HALTED,
                                "Processing was halted since too many graphs in the same request"
                                        + " failed."));
        return new Ended(graph, Collections.nCopies(graph.requests().size(), halted));
    }

    private static void write(JsonGenerator json, List<Ended> graphs) {
        json.writeStartObject();
        json.writeArrayPropertyStart("graphs");
        for (var one : graphs) {
            json.writeStartObject();
            json.writeStringProperty("graphId", one.graph().id());
            json.writeName("graphResponse");
            Series.write(json, one.graph().requests(), one.answers());
            json.writeBooleanProperty("isSuccessful", one.isSuccessful());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
