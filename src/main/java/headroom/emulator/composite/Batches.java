package headroom.emulator.composite;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.Json;
import headroom.emulator.rest.ApiVersions;
import headroom.emulator.rest.RestCall;
import headroom.emulator.rest.SubCalls;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// `composite/batch`: up to 25 independent requests, one after the other, each committed alone.
public final class Batches {
    private static final int REQUESTS_MAX = 25;
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> NOT_INSIDE = Set.of("composite", "jobs", "graphql");

    private final SubCalls calls;

    /// One request of the batch, its url absolute.
    private record Given(String method, String url, @Nullable JsonNode input) {}

    public Batches(SubCalls calls) {
        this.calls = calls;
    }

    /// What a batch costs: one, or one for each request in it. The sources disagree; see the rule.
    ///
    /// @param each whether each request counts
    public static int charge(Call call, BooleanSupplier each) {
        if (!each.getAsBoolean()) {
            return 1;
        }
        try {
            return Math.max(1, Json.read(call.body()).path("batchRequests").size());
        } catch (ApiFailure _) {
            return 1;
        }
    }

    public Answer run(RestCall call) {
        var body = Body.of(call);
        var halts = body.flag("haltOnError", false);
        var requests = readAll(body);
        var answers = new ArrayList<SubAnswer>(requests.size());
        var failed = false;
        for (var request : requests) {
            var answer = failed && halts ? halted() : perform(call, request);
            failed |= answer.isError();
            answers.add(answer);
        }
        return answer(answers, failed);
    }

    private static Answer answer(List<SubAnswer> answers, boolean failed) {
        return Answer.json(
                200,
                Json.write(json -> {
                    json.writeStartObject();
                    json.writeBooleanProperty("hasErrors", failed);
                    json.writeArrayPropertyStart("results");
                    for (var answer : answers) {
                        json.writeStartObject();
                        json.writeNumberProperty("statusCode", answer.status());
                        answer.writeBody(json, "result");
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                }));
    }

    private static List<Given> readAll(Body body) {
        var given = body.objects("batchRequests");
        if (given.size() > REQUESTS_MAX) {
            throw new ApiFailure(
                    400,
                    "LIMIT_EXCEEDED",
                    "A batch request can have up to " + REQUESTS_MAX + " subrequests.");
        }
        var requests = new ArrayList<Given>(given.size());
        for (var one : given) {
            requests.add(read(one));
        }
        return requests;
    }

    private static Given read(Body one) {
        if (!one.text("binaryPartName").isEmpty()) {
            throw ApiFailure.notServed("A binary part in a batch (binaryPartName)");
        }
        var method = one.text("method").toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw Body.unreadable("Invalid method in a subrequest: '" + one.text("method") + "'");
        }
        return new Given(method, absolute(one.text("url")), one.node().get("richInput"));
    }

    /// `v66.0/limits`, `/v66.0/limits` and `/services/data/v66.0/limits` are one.
    private static String absolute(String url) {
        var path = url.startsWith("/") ? url.substring(1) : url;
        var rest = path.startsWith("services/data/") ? path.substring(14) : path;
        if (ApiVersions.parse(rest.split("[/?]", 2)[0]).isEmpty() || !rest.startsWith("v")) {
            throw Body.unreadable("Invalid url in a subrequest: '" + url + "'");
        }
        return "/services/data/" + rest;
    }

    private SubAnswer perform(RestCall call, Given request) {
        var words = request.url().split("[/?]", 6);
        var word = words.length > 4 ? words[4].toLowerCase(Locale.ROOT) : "";
        if (NOT_INSIDE.contains(word)) {
            return SubAnswer.refusal(
                    new ApiFailure(
                            400,
                            "INVALID_INPUT",
                            "The resource is not supported in a batch: " + request.url()));
        }
        var input = request.input();
        var body = input == null || input.isNull() ? new byte[0] : Json.bytes(input);
        try {
            return SubAnswer.of(
                    calls.perform(
                            call,
                            request.method(),
                            request.url(),
                            name ->
                                    name.equalsIgnoreCase("Content-Type")
                                            ? "application/json"
                                            : null,
                            body));
        } catch (ApiFailure failure) {
            return SubAnswer.refusal(failure);
        }
    }

    private static SubAnswer halted() {
        return SubAnswer.refusal(
                new ApiFailure(
                        412, "BATCH_PROCESSING_HALTED", "Batch processing halted per request"));
    }
}
