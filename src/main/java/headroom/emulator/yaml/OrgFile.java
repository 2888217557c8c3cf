package headroom.emulator.yaml;

import headroom.emulator.EmulatorUser;
import headroom.emulator.org.Seeds;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Schema;
import headroom.emulator.rules.Permissions;
import headroom.emulator.rules.Rule;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one YAML file says of an org. Immutable.
///
/// @param profileOf profile names by username in lower case; others may do everything
public record OrgFile(
        List<ObjectType> objects,
        List<EmulatorUser> users,
        Map<String, Permissions.Profile> profiles,
        Map<String, String> profileOf,
        List<Rule> rules,
        Seeds seeds) {
    private static final long BYTES_MAX = 16 << 20;

    /// An org that only keeps rows, for everybody.
    public static final OrgFile EMPTY =
            new OrgFile(List.of(), List.of(), Map.of(), Map.of(), List.of(), Seeds.NONE);

    public OrgFile {
        objects = List.copyOf(objects);
        users = List.copyOf(users);
        profiles = Map.copyOf(profiles);
        profileOf = Map.copyOf(profileOf);
        rules = List.copyOf(rules);
    }

    /// Reads the file, or throws a [BadOrgFile] with everything that is wrong with it.
    public static OrgFile load(Path file) throws IOException {
        if (Files.size(file) > BYTES_MAX) {
            throw new BadOrgFile(List.of(file + ": larger than 16 MiB; is it the right file?"));
        }
        var folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
        return parse(Files.readString(file), file.toString(), folder);
    }

    /// @param folder where CSV files are looked for
    static OrgFile parse(String text, String name, Path folder) {
        var problems = new Problems(name);
        var file = new Section("the file", root(text, name), problems);
        var objects = file.section("objects", "`objects`");
        var types = objects == null ? List.<ObjectType>of() : new ObjectsReader().read(objects);
        problems.throwIfAny();
        var schema = schema(types, file);
        problems.throwIfAny();
        var people = new PeopleReader(schema);
        var profiles = people.profiles(file);
        var users = people.users(file);
        var rules = new RulesReader(schema).read(file);
        var seeds = new DataReader(schema, folder).read(file);
        file.finish();
        problems.throwIfAny();
        return new OrgFile(types, users, profiles, people.profileOf(), rules, seeds);
    }

    private static Schema schema(List<ObjectType> types, Section file) {
        try {
            var schema = new Schema(types);
            for (var type : types) {
                for (var field : type.fields()) {
                    for (var target : field.references()) {
                        if (schema.find(target) == null) {
                            file.report(
                                    "objects",
                                    type + "." + field + " points to no object: " + target);
                        }
                    }
                }
            }
            return schema;
        } catch (IllegalArgumentException e) {
            file.report("objects", String.valueOf(e.getMessage()));
            return new Schema(List.of());
        }
    }

    private static Node root(String text, String name) {
        var settings =
                LoadSettings.builder().setLabel(name).setMaxAliasesForCollections(20).build();
        try {
            return new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> new BadOrgFile(List.of(name + ": the file is empty")));
        } catch (MarkedYamlEngineException e) {
            var line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            throw new BadOrgFile(List.of(name + ":" + line + ": not YAML: " + e.getProblem()));
        } catch (YamlEngineException e) {
            throw new BadOrgFile(List.of(name + ": not YAML: " + e.getMessage()));
        }
    }
}
