package headroom.cli.config;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Loads a configuration file, or says everything that is wrong with it at once.
public final class ConfigurationFile {
    private static final int BYTES_MAX = 1024 * 1024;

    private ConfigurationFile() {}

    /// Reads, resolves references and checks.
    ///
    /// @param environment what `${env:NAME}` looks in
    /// @throws IOException if the file cannot be read at all
    /// @throws BadConfiguration if it can, and is wrong
    public static Configuration load(Path file, Map<String, String> environment)
            throws IOException, BadConfiguration {
        return check(text(file), file, environment);
    }

    /// Reads a text as if it stood in that file.
    public static Configuration check(String text, Path file, Map<String, String> environment)
            throws BadConfiguration {
        var folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
        return parse(text, file.toString(), new References(environment, folder));
    }

    static Configuration parse(String text, String name, References references)
            throws BadConfiguration {
        var problems = new Problems(references);
        var read = new ConfigurationReader(references.folder()).read(root(text, name), problems);
        if (read.isPresent() && problems.inOrder().isEmpty()) {
            return read.get();
        }
        throw new BadConfiguration(name, problems.inOrder());
    }

    private static String text(Path file) throws IOException, BadConfiguration {
        if (Files.isDirectory(file)) {
            throw whole(file.toString(), "is a folder; name the file in it");
        }
        try (var input = Files.newInputStream(file)) {
            var bytes = input.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw whole(file.toString(), "is larger than 1 MiB; is it the right file?");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw whole(file.toString(), "is not UTF-8 text");
        }
    }

    private static Node root(String text, String name) throws BadConfiguration {
        var settings =
                LoadSettings.builder().setLabel(name).setMaxAliasesForCollections(20).build();
        try {
            return new Compose(settings)
                    .composeString(text)
                    .orElseThrow(
                            () -> whole(name, "is empty; docs/configuration.md has an example"));
        } catch (MarkedYamlEngineException e) {
            throw new BadConfiguration(name, List.of(unreadable(e)));
        } catch (YamlEngineException e) {
            throw whole(name, "is not YAML that can be read");
        }
    }

    /// The parser's own words, without its excerpt of the text: that may hold a secret.
    private static Problem unreadable(MarkedYamlEngineException e) {
        var mark = e.getProblemMark();
        var why = e.getProblem() == null ? "the text cannot be read" : e.getProblem();
        return new Problem(
                mark.map(place -> place.getLine() + 1).orElse(0),
                mark.map(place -> place.getColumn() + 1).orElse(0),
                "not YAML: " + why);
    }

    private static BadConfiguration whole(String name, String message) {
        return new BadConfiguration(name, List.of(new Problem(0, 0, "the file " + message)));
    }
}
