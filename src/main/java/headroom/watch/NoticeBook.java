package headroom.watch;

import headroom.watch.Alerting.Kind;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The last notices and by which ways they went out, in a file, so that people can look them up
/// again. One-owner.
public final class NoticeBook {
    private static final int NOTICES_MAX = 200;

    private final MirrorFile file;
    private final List<Told> notices;

    /// A notice that was given.
    ///
    /// @param id of its message, by which it is known in the outbox
    /// @param rule the rule's key
    /// @param at on the org's clock
    /// @param channels by which it was sent; none if nobody is configured to be told
    /// @param mailTo whom it was written to; empty for the administrators
    public record Told(
            String id,
            String org,
            String rule,
            Kind kind,
            Instant at,
            boolean urgent,
            String subject,
            String text,
            List<String> channels,
            List<String> mailTo) {
        public Told {
            channels = List.copyOf(channels);
            mailTo = List.copyOf(mailTo);
        }

        static Told of(String rule, Kind kind, Message message, List<String> channels) {
            return new Told(
                    message.id(),
                    message.org(),
                    rule,
                    kind,
                    message.at(),
                    message.urgent(),
                    message.subject(),
                    message.text(),
                    channels,
                    message.mailTo());
        }
    }

    /// Opens the book in that file, or a new one.
    public static NoticeBook open(Path file) throws IOException {
        var json = new JsonFile(file);
        return new NoticeBook(
                new MirrorFile(json),
                json.read("book of notices", new ArrayList<>(), NoticeBook::notices));
    }

    private NoticeBook(MirrorFile file, List<Told> notices) {
        this.file = file;
        this.notices = notices;
    }

    /// Keeps a notice; the oldest one leaves when there are too many.
    public void keep(String rule, Kind kind, Message message, List<String> channels) {
        notices.add(Told.of(rule, kind, message, channels));
        while (notices.size() > NOTICES_MAX) {
            notices.removeFirst();
        }
        file.outdate();
        save();
    }

    /// Writes what could not be written before.
    void save() {
        file.save(this::json);
    }

    private JsonNode json() {
        var all = JsonFile.JSON.createArrayNode();
        notices.forEach(told -> all.add(json(told)));
        return all;
    }

    /// The latest first.
    public List<Told> latest() {
        return List.copyOf(notices).reversed();
    }

    private static ObjectNode json(Told told) {
        var node =
                JsonFile.JSON
                        .createObjectNode()
                        .put("id", told.id())
                        .put("org", told.org())
                        .put("rule", told.rule())
                        .put("kind", told.kind().name())
                        .put("at", told.at().toString())
                        .put("urgent", told.urgent())
                        .put("subject", told.subject())
                        .put("text", told.text());
        var channels = node.putArray("channels");
        told.channels().forEach(channels::add);
        var to = node.putArray("mailTo");
        told.mailTo().forEach(to::add);
        return node;
    }

    private static List<Told> notices(JsonNode all) {
        var notices = new ArrayList<Told>();
        for (var node : all) {
            notices.add(
                    new Told(
                            node.path("id").asString(""),
                            node.path("org").asString(""),
                            node.path("rule").asString(""),
                            Kind.valueOf(node.path("kind").asString("")),
                            Instant.parse(node.path("at").asString("")),
                            node.path("urgent").asBoolean(false),
                            node.path("subject").asString(""),
                            node.path("text").asString(""),
                            words(node.path("channels")),
                            words(node.path("mailTo"))));
        }
        return notices;
    }

    private static List<String> words(JsonNode array) {
        var words = new ArrayList<String>();
        array.forEach(each -> words.add(each.asString("")));
        return words;
    }
}
