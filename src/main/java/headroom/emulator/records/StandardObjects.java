package headroom.emulator.records;

import static headroom.emulator.records.Field.Trait.ALWAYS_SET;
import static headroom.emulator.records.Field.Trait.READ_ONLY;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/// The standard objects, read from `standard-objects.txt`, which says how it is to be read.
final class StandardObjects {
    static final List<Field> OWNED =
            List.of(Field.lookup("OwnerId", "Owner ID", "Owner", "User").with(ALWAYS_SET));
    static final List<Field> SOFT = List.of(Field.flag("IsDeleted", "Deleted").with(READ_ONLY));
    static final List<Field> SYSTEM =
            List.of(
                    stamp("CreatedDate", "Created Date"),
                    by("CreatedById", "Created By ID", "CreatedBy"),
                    stamp("LastModifiedDate", "Last Modified Date"),
                    by("LastModifiedById", "Last Modified By ID", "LastModifiedBy"),
                    stamp("SystemModstamp", "System Modstamp"));
    static final List<Field> VIEWED =
            List.of(
                    Field.datetime("LastViewedDate", "Last Viewed Date").with(READ_ONLY),
                    Field.datetime("LastReferencedDate", "Last Referenced Date").with(READ_ONLY));
    private static final Set<String> WRITE =
            Set.of(
                    "create",
                    "update",
                    "delete",
                    "undelete",
                    "layout",
                    "search",
                    "mru",
                    "feed",
                    "trigger",
                    "replicate",
                    "soft");

    private final List<ObjectType> types = new ArrayList<>();
    private final List<Field> fields = new ArrayList<>();
    private String[] head = {};

    private StandardObjects() {}

    static List<ObjectType> all() {
        var reading = new StandardObjects();
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        StandardObjects.class.getResourceAsStream(
                                                "/headroom/emulator/standard-objects.txt")),
                                StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                reading.take(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reading.finish();
        return reading.types;
    }

    private void take(String line) {
        if (line.startsWith("  ")) {
            fields.add(FieldLine.parse(line));
        } else if (!line.isEmpty() && line.charAt(0) != '#') {
            finish();
            head = line.split(" \\| ", -1);
        }
    }

    private void finish() {
        if (head.length == 0) {
            return;
        }
        var words = Set.of(head[4].strip().split(" ", -1));
        var all = new ArrayList<Field>();
        all.add(Field.id());
        all.addAll(has(words, "soft") ? SOFT : List.of());
        all.addAll(fields);
        all.addAll(has(words, "owned") ? OWNED : List.of());
        all.addAll(SYSTEM);
        all.addAll(has(words, "mru") ? VIEWED : List.of());
        var traits = EnumSet.noneOf(ObjectType.Trait.class);
        for (var trait : ObjectType.Trait.values()) {
            if (has(words, trait.name().toLowerCase(Locale.ROOT))) {
                traits.add(trait);
            }
        }
        types.add(new ObjectType(head[0], head[1], head[2], head[3], traits, all));
        fields.clear();
    }

    private static boolean has(Set<String> words, String word) {
        return words.contains(word) || (words.contains("write") && WRITE.contains(word));
    }

    private static Field stamp(String name, String label) {
        return Field.datetime(name, label).with(READ_ONLY, ALWAYS_SET);
    }

    private static Field by(String name, String label, String relationship) {
        return Field.lookup(name, label, relationship, "User").with(READ_ONLY, ALWAYS_SET);
    }
}
