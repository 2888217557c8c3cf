package headroom.emulator.unserved;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Json;

/// No, in the protocol of the streaming API: a message that says it was not successful.
final class Bayeux {
    private Bayeux() {}

    static Answer refusal(ApiFailure failure) {
        return Answer.json(
                failure.status(),
                Json.write(json -> {
                    json.writeStartArray().writeStartObject();
                    json.writeStringProperty("channel", "/meta/handshake");
                    json.writeBooleanProperty("successful", false);
                    json.writeStringProperty("error", failure.status() + "::" + failure.message());
                    json.writeObjectPropertyStart("advice");
                    json.writeStringProperty("reconnect", "none");
                    json.writeEndObject();
                    json.writeEndObject().writeEndArray();
                }));
    }
}
