package headroom.emulator.yaml;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/// One mapping of the file, read key by key. One owner.
///
/// The keys asked for are the keys that exist: `finish` reports every other one. A problem never
/// stops the reading, so that one run finds them all.
final class Section {
    private final String title;
    private final Node place;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final TreeSet<String> known = new TreeSet<>();

    /// @param title how messages call it, such as "object `Invoice__c`"
    Section(String title, Node node, Problems problems) {
        this.title = title;
        this.place = node;
        this.problems = problems;
        if (!(node instanceof MappingNode mapping)) {
            problems.add(node, title + " should be a list of `key: value` lines");
            return;
        }
        for (var tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(tuple.getKeyNode(), title + " has a key that is not a plain word");
            } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
                problems.add(key, "key `" + key.getValue() + "` appears twice in " + title);
            } else {
                keys.put(key.getValue(), key);
            }
        }
    }

    Problems problems() {
        return problems;
    }

    Node place() {
        return place;
    }

    /// Where that key's value stands, or the section itself.
    Node place(String key) {
        return values.getOrDefault(key, place);
    }

    void report(String key, String message) {
        problems.add(place(key), message);
    }

    boolean has(String key) {
        known.add(key);
        return values.containsKey(key);
    }

    String text(String key, String whenAbsent) {
        return get(key, Function.identity(), whenAbsent);
    }

    String require(String key) {
        if (!has(key)) {
            problems.add(place, title + " needs the key `" + key + "`");
        }
        return text(key, "");
    }

    boolean flag(String key) {
        return get(
                key,
                text ->
                        switch (text) {
                            case "true", "yes" -> true;
                            case "false", "no" -> false;
                            default ->
                                    throw new IllegalArgumentException("should be true or false");
                        },
                false);
    }

    int whole(String key, int whenAbsent) {
        return get(
                key,
                text -> {
                    try {
                        return Integer.parseInt(text);
                    } catch (NumberFormatException e) {
                        throw new IllegalArgumentException("should be a whole number", e);
                    }
                },
                whenAbsent);
    }

    <T> T get(String key, Function<String, T> parse, T whenAbsent) {
        known.add(key);
        var node = values.get(key);
        if (node == null) {
            return whenAbsent;
        }
        if (!(node instanceof ScalarNode scalar)) {
            problems.add(node, "`" + key + "` in " + title + " should be one value");
            return whenAbsent;
        }
        try {
            return parse.apply(scalar.getValue());
        } catch (IllegalArgumentException e) {
            problems.add(node, "`" + key + "` in " + title + ": " + e.getMessage());
            return whenAbsent;
        }
    }

    /// Words in a list; one alone counts as a list of one.
    List<String> words(String key) {
        known.add(key);
        var words = new ArrayList<String>();
        for (var item : items(values.get(key))) {
            if (item instanceof ScalarNode scalar) {
                words.add(scalar.getValue());
            } else {
                problems.add(item, "`" + key + "` in " + title + " should be a list of words");
            }
        }
        return words;
    }

    /// The mapping under that key, or null.
    @Nullable Section section(String key, String called) {
        known.add(key);
        var node = values.get(key);
        return node == null ? null : new Section(called, node, problems);
    }

    /// The mappings of a list under that key.
    List<Section> sections(String key, String each) {
        known.add(key);
        var found = new ArrayList<Section>();
        for (var item : items(values.get(key))) {
            found.add(new Section(each + " number " + (found.size() + 1), item, problems));
        }
        return found;
    }

    /// The mappings under the names of this one.
    Map<String, Section> named(String each) {
        var found = new LinkedHashMap<String, Section>();
        values.forEach((name, node) -> {
            known.add(name);
            found.put(name, new Section(each + " `" + name + "`", node, problems));
        });
        return found;
    }

    /// The names in this mapping, each with what stands there.
    Map<String, Node> all() {
        known.addAll(values.keySet());
        return values;
    }

    /// Everything in this mapping as plain values, for rows.
    Map<String, Object> plain() {
        var plain = new LinkedHashMap<String, Object>();
        all().forEach((name, node) -> {
            var value = plain(node);
            if (value != null) {
                plain.put(name, value);
            }
        });
        return plain;
    }

    private @Nullable Object plain(Node node) {
        if (node instanceof MappingNode) {
            return new Section("`" + title + "`", node, problems).plain();
        }
        if (!(node instanceof ScalarNode scalar)) {
            problems.add(node, title + ": a field has one value");
            return null;
        }
        if (Tag.NULL.equals(scalar.getTag())) {
            return null;
        }
        if (Tag.BOOL.equals(scalar.getTag())) {
            return Boolean.valueOf(scalar.getValue());
        }
        return Tag.INT.equals(scalar.getTag()) || Tag.FLOAT.equals(scalar.getTag())
                ? new BigDecimal(scalar.getValue())
                : scalar.getValue();
    }

    static List<Node> items(@Nullable Node node) {
        if (node == null) {
            return List.of();
        }
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    }

    /// Reports every key that nobody asked for.
    void finish() {
        keys.forEach((name, node) -> {
            if (!known.contains(name)) {
                problems.add(
                        node,
                        "unknown key `" + name + "` in " + title + NearestWord.hint(name, known));
            }
        });
    }
}
