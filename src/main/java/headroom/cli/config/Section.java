package headroom.cli.config;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/// One mapping of the file, read key by key. One-owner.
///
/// The keys asked for are the keys that exist: `finish` reports every other one with the nearest of
/// them. A problem never stops the reading, so that one run finds them all.
final class Section {
    private final String title;
    private final Node place;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final TreeSet<String> known = new TreeSet<>();

    /// @param title how messages call it, such as "org `acme`"; empty for the file itself
    Section(String title, Node node, Problems problems) {
        this.title = title;
        this.place = node;
        this.problems = problems;
        if (!(node instanceof MappingNode mapping)) {
            problems.add(node, wrong("should be a list of `key: value` lines"));
            return;
        }
        for (var tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(tuple.getKeyNode(), wrong("has a key that is not a plain word"));
            } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
                problems.add(key, "key `" + key.getValue() + "` appears twice" + within());
            } else {
                keys.put(key.getValue(), key);
            }
        }
    }

    <T> Optional<T> find(String key, Function<String, T> parse) {
        return findNode(key).flatMap(node -> value(key, node, parse));
    }

    <T> T get(String key, Function<String, T> parse, T whenAbsent) {
        return find(key, parse).orElse(whenAbsent);
    }

    /// A value that must be there. Empty has been reported.
    <T> Optional<T> require(String key, Function<String, T> parse) {
        known.add(key);
        if (!values.containsKey(key)) {
            problems.add(place, wrong("needs the key `" + key + "`"));
        }
        return find(key, parse);
    }

    /// A value that may stand in the file by reference only.
    Optional<Secret> secret(String key) {
        return findNode(key)
                .flatMap(node -> {
                    if (node instanceof ScalarNode scalar
                            && References.isReference(scalar.getValue())) {
                        return value(key, node, Secret::new);
                    }
                    problems.add(
                            node,
                            "`"
                                    + key
                                    + "` is a secret and may not stand in this file: write"
                                    + " ${env:NAME} or file:PATH");
                    return Optional.empty();
                });
    }

    /// Values in a list; one value alone counts as a list of one.
    <T> List<T> list(String key, Function<String, T> parse) {
        return findNode(key).stream()
                .flatMap(node -> items(node).stream())
                .flatMap(item -> value(key, item, parse).stream())
                .toList();
    }

    <T> Map<String, T> map(String key, Function<String, T> parse) {
        var read = new LinkedHashMap<String, T>();
        section(key, "`" + key + "`" + within())
                .ifPresent(section ->
                        section.values.forEach((name, node) ->
                                section.value(name, node, parse)
                                        .ifPresent(value -> read.put(name, value))));
        return read;
    }

    Optional<Section> section(String key, String called) {
        return findNode(key).map(node -> new Section(called, node, problems));
    }

    /// The mappings of a list, each called by its `name` where it has one.
    List<Section> sections(String key, String each) {
        var found = new ArrayList<Section>();
        for (var item : findNode(key).map(Section::items).orElse(List.of())) {
            found.add(new Section(each + nameOf(item, found.size() + 1), item, problems));
        }
        return found;
    }

    /// Reports every key that nobody asked for.
    void finish() {
        keys.forEach((name, node) -> {
            if (!known.contains(name)) {
                var guess =
                        NearestKey.of(name, known)
                                .map(word -> "; did you mean `" + word + "`?")
                                .orElse("; known here: " + String.join(", ", known));
                problems.add(node, "unknown key `" + name + "`" + within() + guess);
            }
        });
    }

    /// Whether it is said to be `off` where a section could be.
    boolean isOff(String key) {
        return findNode(key)
                .filter(node -> node instanceof ScalarNode it && it.getValue().equals("off"))
                .isPresent();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    void report(String key, String message) {
        problems.add(values.getOrDefault(key, place), message);
    }

    private Optional<Node> findNode(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key));
    }

    private <T> Optional<T> value(String key, Node node, Function<String, T> parse) {
        if (!(node instanceof ScalarNode scalar) || Tag.NULL.equals(scalar.getTag())) {
            problems.add(node, "`" + key + "`" + within() + " should be one value");
            return Optional.empty();
        }
        var written = scalar.getValue();
        var referred = References.isReference(written);
        try {
            return Optional.of(parse.apply(referred ? resolve(written) : written));
        } catch (NotResolved e) {
            problems.add(node, "`" + key + "`: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            var why = referred ? "what " + written + " holds does not fit here" : e.getMessage();
            problems.add(node, "`" + key + "`: " + why);
        }
        return Optional.empty();
    }

    private String resolve(String reference) {
        try {
            return problems.references().resolve(reference);
        } catch (IllegalArgumentException e) {
            throw new NotResolved(e);
        }
    }

    private static List<Node> items(Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    }

    private static String nameOf(Node item, int position) {
        if (item instanceof MappingNode mapping) {
            for (var tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals("name")
                        && tuple.getValueNode() instanceof ScalarNode name) {
                    return " `" + name.getValue() + "`";
                }
            }
        }
        return " number " + position;
    }

    private String within() {
        return title.isEmpty() ? "" : " in " + title;
    }

    private String wrong(String what) {
        return (title.isEmpty() ? "the file" : title) + " " + what;
    }

    /// A reference that leads nowhere; its message is safe to show.
    private static final class NotResolved extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        NotResolved(IllegalArgumentException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
