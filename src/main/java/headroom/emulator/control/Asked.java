package headroom.emulator.control;

import headroom.emulator.call.Call;
import headroom.emulator.call.Json;

import tools.jackson.databind.JsonNode;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A JSON object sent to the laboratory, read name by name; whatever is wrong with it is said.
///
/// A name that nobody reads is a mistake of the sender's, and is refused by [#end].
final class Asked {
    private static final long SECONDS_MAX = Duration.ofDays(36_500).toSeconds();

    private final JsonNode object;
    private final String what;
    private final Set<String> read = new HashSet<>();

    private Asked(JsonNode object, String what) {
        if (!object.isObject()) {
            throw new IllegalArgumentException(what + " is an object, not " + object);
        }
        this.object = object;
        this.what = what;
    }

    /// The call's body.
    static Asked of(Call call) {
        return new Asked(Json.readObject(call.body()), "the body");
    }

    static Asked of(JsonNode node, String what) {
        return new Asked(node, what);
    }

    /// A list in the body: the body itself, or what stands there under that name.
    static List<Asked> list(JsonNode body, String name) {
        var list = body.isArray() ? body : body.path(name);
        if (!list.isArray()) {
            throw new IllegalArgumentException(
                    "the body is a list, or an object with the list \"" + name + "\"");
        }
        var all = new ArrayList<Asked>();
        for (var one : list) {
            all.add(new Asked(one, "an element of " + name));
        }
        return all;
    }

    boolean has(String name) {
        read.add(name);
        return object.has(name) && !object.get(name).isNull();
    }

    private JsonNode get(String name) {
        if (!has(name)) {
            throw new IllegalArgumentException(what + " needs \"" + name + "\"");
        }
        return object.get(name);
    }

    String text(String name) {
        var node = get(name);
        if (!node.isString()) {
            throw new IllegalArgumentException("\"" + name + "\" is a text, not " + node);
        }
        return node.asString();
    }

    String text(String name, String usual) {
        return has(name) ? text(name) : usual;
    }

    long whole(String name, long min, long max) {
        var node = get(name);
        if (!node.isIntegralNumber()
                || !node.canConvertToLong()
                || node.asLong() < min
                || node.asLong() > max) {
            throw new IllegalArgumentException(
                    "\""
                            + name
                            + "\" is a whole number from "
                            + min
                            + " to "
                            + max
                            + ", not "
                            + node);
        }
        return node.asLong();
    }

    int whole(String name, int min, int max, int usual) {
        return has(name) ? (int) whole(name, min, max) : usual;
    }

    double number(String name, double usual) {
        if (!has(name)) {
            return usual;
        }
        var node = object.get(name);
        if (!node.isNumber()) {
            throw new IllegalArgumentException("\"" + name + "\" is a number, not " + node);
        }
        return node.asDouble();
    }

    Instant instant(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException _) {
            throw new IllegalArgumentException(
                    "\""
                            + name
                            + "\" is an instant such as 2026-11-21T05:00:00Z, not \""
                            + text(name)
                            + "\"");
        }
    }

    /// ISO-8601, `PT24H`, or a whole number of seconds.
    Duration duration(String name) {
        var node = get(name);
        if (node.isIntegralNumber()) {
            return Duration.ofSeconds(whole(name, -SECONDS_MAX, SECONDS_MAX));
        }
        try {
            var duration = Duration.parse(text(name));
            if (Math.abs(duration.toSeconds()) > SECONDS_MAX) {
                throw new IllegalArgumentException("\"" + name + "\" is longer than 100 years");
            }
            return duration;
        } catch (DateTimeException _) {
            throw new IllegalArgumentException(
                    "\""
                            + name
                            + "\" is a duration such as PT24H or P7D, not \""
                            + text(name)
                            + "\"");
        }
    }

    Duration duration(String name, Duration usual) {
        return has(name) ? duration(name) : usual;
    }

    List<String> texts(String name) {
        var all = new ArrayList<String>();
        for (var one : get(name)) {
            all.add(one.asString(""));
        }
        return all;
    }

    /// Refuses names that mean nothing here.
    void end() {
        var unknown = new TreeSet<String>();
        object.propertyNames().forEach(unknown::add);
        unknown.removeAll(read);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    what
                            + " has no \""
                            + unknown.first()
                            + "\"; it knows "
                            + String.join(", ", new TreeSet<>(read)));
        }
    }
}
