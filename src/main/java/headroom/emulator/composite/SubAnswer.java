package headroom.emulator.composite;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Json;

import tools.jackson.core.JsonGenerator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// A subrequest's answer on its way into the whole: status, headers worth telling, JSON.
///
/// @param body JSON, or empty where there is none
@SuppressWarnings("ArrayRecordComponent") // never compared, and bodies are not copied
record SubAnswer(int status, List<Answer.Header> headers, byte[] body) {
    /// Content-Length is not supported inside a composite; types are JSON throughout.
    private static final Set<String> UNTOLD = Set.of("Content-Type", "Content-Length");

    static final String HALTED = "PROCESSING_HALTED";

    SubAnswer {
        headers = List.copyOf(headers);
    }

    static SubAnswer of(Answer answer) {
        if (answer.file() != null || !isJson(answer)) {
            return refusal(
                    new ApiFailure(
                            400,
                            "INVALID_INPUT",
                            "Binary data is not supported in a composite request."));
        }
        var told = answer.headers().stream().filter(it -> !UNTOLD.contains(it.name())).toList();
        return new SubAnswer(answer.status(), told, answer.body());
    }

    private static boolean isJson(Answer answer) {
        return answer.body().length == 0
                || answer.headers().stream()
                        .anyMatch(it ->
                                it.name().equals("Content-Type")
                                        && it.value().startsWith("application/json"));
    }

    /// A refusal that the composite itself words: the code comes first here.
    static SubAnswer refusal(ApiFailure failure) {
        return new SubAnswer(
                failure.status(),
                List.of(),
                Json.write(json -> {
                    json.writeStartArray();
                    json.writeStartObject();
                    json.writeStringProperty("errorCode", failure.code());
                    json.writeStringProperty("message", failure.message());
                    json.writeEndObject();
                    json.writeEndArray();
                }));
    }

    static SubAnswer rolledBack() {
        return refusal(
                new ApiFailure(
                        400,
                        HALTED,
                        "The transaction was rolled back since another operation in the same"
                                + " transaction failed."));
    }

    boolean isError() {
        return status >= 400;
    }

    /// Whether any row of a collection's answer failed.
    boolean hasFailedRow() {
        for (var row : Json.read(body)) {
            if (row.isObject() && !row.path("success").asBoolean(true)) {
                return true;
            }
        }
        return false;
    }

    /// As an entry of `compositeResponse`.
    void write(JsonGenerator json, String referenceId) {
        json.writeStartObject();
        writeBody(json, "body");
        json.writeObjectPropertyStart("httpHeaders");
        headers.forEach(header -> json.writeStringProperty(header.name(), header.value()));
        json.writeEndObject();
        json.writeNumberProperty("httpStatusCode", status);
        json.writeStringProperty("referenceId", referenceId);
        json.writeEndObject();
    }

    void writeBody(JsonGenerator json, String name) {
        json.writeName(name);
        if (body.length == 0) {
            json.writeNull();
        } else {
            json.writeRawValue(new String(body, StandardCharsets.UTF_8));
        }
    }
}
