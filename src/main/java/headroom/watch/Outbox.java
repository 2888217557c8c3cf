package headroom.watch;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Messages on their way: kept in a file until their channel took them, tried again with growing
/// pauses, and after a day kept as undelivered, to be shown. Thread-safe.
///
/// After a killed process a message may be sent twice, never not at all; its id tells the two
/// apart. While the file cannot be written, memory alone knows.
public final class Outbox {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(30);
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(1);
    private static final int LETTERS_MAX = 1_000;

    private final MirrorFile file;

    /// Guards the list and the file.
    private final ReentrantLock lock = new ReentrantLock();

    private final List<Letter> letters;

    /// A message for one channel.
    ///
    /// @param tries so far
    /// @param nextAt when to try again
    /// @param trouble why it has not arrived, or empty
    /// @param givenUp whether it is only kept to be shown
    public record Letter(
            Message message,
            String channel,
            int tries,
            Instant nextAt,
            String trouble,
            boolean givenUp) {
        Letter failed(Instant now, String why) {
            var pause = PAUSE.multipliedBy(1L << Math.min(tries, 10));
            var waits = pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
            var tooOld = now.isAfter(message.at().plus(GIVEN_UP_AFTER));
            return new Letter(message, channel, tries + 1, now.plus(waits), why, tooOld);
        }
    }

    /// Opens the outbox in that file, with what a run before left in it.
    public static Outbox open(Path file) throws IOException {
        var json = new JsonFile(file);
        return new Outbox(
                new MirrorFile(json),
                json.read("outbox of Headroom's", new ArrayList<>(), Outbox::letters));
    }

    private Outbox(MirrorFile file, List<Letter> letters) {
        this.file = file;
        this.letters = letters;
    }

    /// Takes a message for these channels; on return it is on disk, if that can be written.
    public void post(Message message, List<String> channels) {
        lock.lock();
        try {
            for (var channel : channels) {
                letters.add(new Letter(message, channel, 0, message.at(), "", false));
            }
            while (letters.size() > LETTERS_MAX) {
                letters.removeFirst();
            }
            file.outdate();
            save();
        } finally {
            lock.unlock();
        }
    }

    /// Writes what could not be written before.
    ///
    /// @return whether all of it is on disk
    public boolean save() {
        lock.lock();
        try {
            return file.save(this::json);
        } finally {
            lock.unlock();
        }
    }

    /// Everything not yet taken, the oldest first.
    public List<Letter> waiting() {
        lock.lock();
        try {
            return List.copyOf(letters);
        } finally {
            lock.unlock();
        }
    }

    /// Sends what is due by that channel; one that fails is not tried again in the same round.
    public void send(Channel channel, Instant now) throws InterruptedException {
        save();
        for (var letter : waiting()) {
            var isDue = !letter.givenUp() && !letter.nextAt().isAfter(now);
            if (isDue && letter.channel().equals(channel.name()) && !sent(channel, letter, now)) {
                return;
            }
        }
    }

    private boolean sent(Channel channel, Letter letter, Instant now) throws InterruptedException {
        try {
            channel.send(letter.message());
        } catch (IOException | RuntimeException e) {
            replace(letter, Optional.of(letter.failed(now, String.valueOf(e.getMessage()))));
            return false;
        }
        replace(letter, Optional.empty());
        return true;
    }

    private void replace(Letter old, Optional<Letter> fresh) {
        lock.lock();
        try {
            var at = letters.indexOf(old);
            if (at >= 0) {
                letters.remove(at);
                fresh.ifPresent(letter -> letters.add(at, letter));
                file.outdate();
                save();
            }
        } finally {
            lock.unlock();
        }
    }

    private JsonNode json() {
        var all = JsonFile.JSON.createArrayNode();
        letters.forEach(letter -> all.add(json(letter)));
        return all;
    }

    private static ObjectNode json(Letter letter) {
        var message = letter.message();
        var node =
                JsonFile.JSON
                        .createObjectNode()
                        .put("id", message.id())
                        .put("at", message.at().toString())
                        .put("org", message.org())
                        .put("subject", message.subject())
                        .put("text", message.text())
                        .put("link", message.link().map(URI::toString).orElse(""))
                        .put("urgent", message.urgent())
                        .put("channel", letter.channel())
                        .put("tries", letter.tries())
                        .put("nextAt", letter.nextAt().toString())
                        .put("trouble", letter.trouble())
                        .put("givenUp", letter.givenUp());
        message.html().ifPresent(html -> node.put("html", html));
        var to = node.putArray("mailTo");
        message.mailTo().forEach(to::add);
        return node;
    }

    private static List<Letter> letters(JsonNode all) {
        var letters = new ArrayList<Letter>();
        all.forEach(node -> letters.add(letter(node)));
        return letters;
    }

    private static Letter letter(JsonNode node) {
        var to = new ArrayList<String>();
        node.path("mailTo").forEach(each -> to.add(each.asString("")));
        var link = node.path("link").asString("");
        return new Letter(
                new Message(
                        node.path("id").asString(""),
                        Instant.parse(node.path("at").asString("")),
                        node.path("org").asString(""),
                        node.path("subject").asString(""),
                        node.path("text").asString(""),
                        node.has("html")
                                ? Optional.of(node.path("html").asString(""))
                                : Optional.empty(),
                        link.isEmpty() ? Optional.empty() : Optional.of(URI.create(link)),
                        node.path("urgent").asBoolean(false),
                        to),
                node.path("channel").asString(""),
                node.path("tries").asInt(0),
                Instant.parse(node.path("nextAt").asString("")),
                node.path("trouble").asString(""),
                node.path("givenUp").asBoolean(false));
    }
}
