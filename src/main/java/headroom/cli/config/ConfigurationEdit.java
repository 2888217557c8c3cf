package headroom.cli.config;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Changes the text of a configuration and leaves everything else in it as its author wrote it,
/// comments and blank lines too. Immutable; each change gives a new one.
///
/// Values come in as they shall stand in the file: the caller quotes what needs quoting.
public final class ConfigurationEdit {
    private final String text;

    public ConfigurationEdit(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /// The file is written in a way that no small change can be made to.
    public static final class NotEditable extends Exception {
        private static final long serialVersionUID = 1L;

        NotEditable(String message) {
            super(message);
        }
    }

    /// Adds an entry at the end of `orgs`.
    ///
    /// @param lines of the entry, without dash and indentation
    public ConfigurationEdit withOrg(List<String> lines) throws NotEditable {
        var orgs = find(root(), "orgs");
        if (orgs.isEmpty()) {
            var start = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
            return new ConfigurationEdit(start + "orgs:\n" + entry(lines, 2));
        }
        if (!(orgs.get() instanceof SequenceNode list)
                || list.getFlowStyle() != FlowStyle.BLOCK
                || list.getValue().isEmpty()) {
            throw new NotEditable("`orgs` is not a list with one line per entry");
        }
        var dash = list.getValue().getFirst().getStartMark().map(Mark::getColumn).orElse(4) - 2;
        return insert(lastLine(list) + 1, entry(lines, Math.max(0, dash)));
    }

    private static String entry(List<String> lines, int indentation) {
        var entry = new StringBuilder();
        for (var i = 0; i < lines.size(); i++) {
            entry.append(" ".repeat(indentation)).append(i == 0 ? "- " : "  ");
            entry.append(lines.get(i)).append('\n');
        }
        return entry.toString();
    }

    /// Sets one value of an org, two levels deep at most: `org-id`, or `charges` and a key in it.
    public ConfigurationEdit withOrgValue(String org, List<String> path, String value)
            throws NotEditable {
        MappingNode at = org(org);
        for (var key : path.subList(0, path.size() - 1)) {
            var inner = find(at, key);
            if (inner.isEmpty()) {
                return insertKeys(at, path.subList(path.indexOf(key), path.size()), value);
            }
            if (!(inner.get() instanceof MappingNode mapping)) {
                throw new NotEditable("`" + key + "` of org " + org + " is no mapping");
            }
            at = mapping;
        }
        var last = path.getLast();
        var known = find(at, last);
        if (known.isEmpty()) {
            return insertKeys(at, List.of(last), value);
        }
        return replace(known.get(), value);
    }

    private MappingNode org(String name) throws NotEditable {
        if (find(root(), "orgs").orElse(null) instanceof SequenceNode list) {
            for (var item : list.getValue()) {
                if (item instanceof MappingNode mapping
                        && find(mapping, "name").orElse(null) instanceof ScalarNode called
                        && called.getValue().equals(name)) {
                    return mapping;
                }
            }
        }
        throw new NotEditable("there is no org " + name);
    }

    /// Puts new keys under the first key of a mapping, as deep as that one stands.
    private ConfigurationEdit insertKeys(MappingNode mapping, List<String> keys, String value)
            throws NotEditable {
        if (mapping.getFlowStyle() != FlowStyle.BLOCK || mapping.getValue().isEmpty()) {
            throw new NotEditable("a mapping in braces cannot be added to");
        }
        var first = mapping.getValue().getFirst();
        var column = first.getKeyNode().getStartMark().map(Mark::getColumn).orElse(0);
        var lines = new StringBuilder();
        for (var i = 0; i < keys.size(); i++) {
            lines.append(" ".repeat(column + 2 * i)).append(keys.get(i)).append(':');
            lines.append(i == keys.size() - 1 ? " " + value : "").append('\n');
        }
        return insert(lastLine(first.getValueNode()) + 1, lines.toString());
    }

    private ConfigurationEdit replace(Node node, String value) throws NotEditable {
        var start = node.getStartMark();
        var end = node.getEndMark();
        if (!(node instanceof ScalarNode) || start.isEmpty() || end.isEmpty()) {
            throw new NotEditable("the value in line " + (line(start) + 1) + " is not a plain one");
        }
        // Marks count code points.
        var from = text.offsetByCodePoints(0, start.get().getIndex());
        var to = text.offsetByCodePoints(0, end.get().getIndex());
        return new ConfigurationEdit(text.substring(0, from) + value + text.substring(to));
    }

    private ConfigurationEdit insert(int line, String lines) {
        var all = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        if (line >= all.size()) {
            return new ConfigurationEdit(text + "\n" + lines);
        }
        all.add(line, lines.substring(0, lines.length() - 1));
        return new ConfigurationEdit(String.join("\n", all));
    }

    /// The line on which the last word of a node stands; a block's own end lies past what follows.
    private static int lastLine(Node node) {
        return switch (node) {
            case SequenceNode list when list.getFlowStyle() == FlowStyle.BLOCK ->
                    list.getValue().isEmpty()
                            ? line(node.getStartMark())
                            : lastLine(list.getValue().getLast());
            case MappingNode mapping when mapping.getFlowStyle() == FlowStyle.BLOCK ->
                    mapping.getValue().isEmpty()
                            ? line(node.getStartMark())
                            : lastLine(mapping.getValue().getLast().getValueNode());
            default -> line(node.getEndMark());
        };
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(0);
    }

    private MappingNode root() throws NotEditable {
        try {
            var settings = LoadSettings.builder().build();
            var root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                return new MappingNode(
                        org.snakeyaml.engine.v2.nodes.Tag.MAP, List.of(), FlowStyle.BLOCK);
            }
            if (root.get() instanceof MappingNode mapping) {
                return mapping;
            }
        } catch (YamlEngineException e) {
            throw new NotEditable("it is not YAML that can be read");
        }
        throw new NotEditable("it holds no mapping");
    }

    private static Optional<Node> find(MappingNode mapping, String key) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
                return Optional.of(tuple.getValueNode());
            }
        }
        return Optional.empty();
    }
}
