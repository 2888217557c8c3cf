package headroom.emulator.rest;

import headroom.emulator.call.Answer;
import headroom.emulator.call.Call;
import headroom.emulator.call.Handler;
import headroom.emulator.call.Json;
import headroom.emulator.call.Session;
import headroom.emulator.call.Work;
import headroom.emulator.org.Org;

import java.util.List;
import java.util.Optional;

/// The list of versions, open to all and free of charge, and each version's list of resources.
public final class Versions implements Handler {
    private static final List<String> RESOURCES =
            List.of(
                    "sobjects",
                    "query",
                    "queryAll",
                    "limits",
                    "search",
                    "recent",
                    "tooling",
                    "composite",
                    "jobs",
                    "chatter",
                    "analytics",
                    "process",
                    "actions");

    private final Org org;

    public Versions(Org org) {
        this.org = org;
    }

    @Override
    public Optional<Work> open(Call call) {
        var isList =
                call.method().equals("GET")
                        && call.target().segments().equals(List.of("services", "data"));
        return isList ? Optional.of(new ListWork(call)) : Optional.empty();
    }

    @Override
    public List<String> serves() {
        return List.of("GET services/data");
    }

    private static final class ListWork extends RestWork {
        ListWork(Call call) {
            super(call, Access.OPEN, 0);
        }

        @Override
        public Answer run(Session session) {
            return Answer.json(
                    200,
                    Json.write(json -> {
                        json.writeStartArray();
                        for (var version : ApiVersions.served()) {
                            json.writeStartObject();
                            json.writeStringProperty("label", ApiVersions.label(version));
                            json.writeStringProperty("url", "/services/data/v" + version + ".0");
                            json.writeStringProperty("version", version + ".0");
                            json.writeEndObject();
                        }
                        json.writeEndArray();
                    }));
        }
    }

    /// What a version offers; some clients ask it to see whether their token still holds.
    public Answer resources(RestCall call) {
        return Answer.json(
                200,
                Json.write(json -> {
                    json.writeStartObject();
                    for (var name : RESOURCES) {
                        json.writeStringProperty(name, call.root() + "/" + name);
                    }
                    json.writeStringProperty(
                            "identity",
                            call.call().baseUrl()
                                    + "/id/"
                                    + org.id18()
                                    + "/"
                                    + call.session().userId());
                    json.writeEndObject();
                }));
    }
}
