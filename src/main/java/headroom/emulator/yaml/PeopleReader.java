package headroom.emulator.yaml;

import headroom.emulator.EmulatorUser;
import headroom.emulator.records.Access.Right;
import headroom.emulator.records.Schema;
import headroom.emulator.rules.Permissions;
import headroom.emulator.rules.Permissions.FieldRight;

import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads `profiles` and `users`.
final class PeopleReader {
    private final Schema schema;
    private final Map<String, Permissions.Profile> profiles = new LinkedHashMap<>();
    private final Map<String, String> profileOf = new LinkedHashMap<>();

    PeopleReader(Schema schema) {
        this.schema = schema;
    }

    Map<String, Permissions.Profile> profiles(Section file) {
        var section = file.section("profiles", "`profiles`");
        if (section != null) {
            section.named("profile").forEach(this::profile);
        }
        return profiles;
    }

    private void profile(String name, Section section) {
        var objects = new LinkedHashMap<String, Set<Right>>();
        var given = section.section("objects", "the objects of profile " + name);
        if (given != null) {
            given.all()
                    .forEach((object, node) -> {
                        var type = schema.find(object);
                        if (type == null) {
                            given.report(object, "no object `" + object + "`");
                        } else {
                            objects.put(type.name(), rights(given, node));
                        }
                    });
        }
        var fields = new LinkedHashMap<String, FieldRight>();
        var shown = section.section("fields", "the fields of profile " + name);
        if (shown != null) {
            shown.all().keySet().forEach(field -> fieldRight(shown, field, fields));
        }
        section.finish();
        profiles.put(name, new Permissions.Profile(name, objects, fields));
    }

    private static Set<Right> rights(Section section, Node node) {
        var rights = EnumSet.noneOf(Right.class);
        for (var item : Section.items(node)) {
            var word = item instanceof ScalarNode scalar ? scalar.getValue() : "";
            switch (word) {
                case "all" -> rights.addAll(EnumSet.allOf(Right.class));
                case "none" -> {}
                case "read", "create", "edit", "delete" ->
                        rights.add(Right.valueOf(word.toUpperCase(Locale.ROOT)));
                default ->
                        section.problems()
                                .add(item, "a right is read, create, edit, delete, all or none");
            }
        }
        return rights;
    }

    private void fieldRight(Section section, String name, Map<String, FieldRight> fields) {
        var dot = name.indexOf('.');
        var type = dot < 0 ? null : schema.find(name.substring(0, dot));
        var field = type == null ? null : type.find(name.substring(dot + 1));
        if (type == null || field == null) {
            section.report(name, "no field `" + name + "`; write Object.Field");
            return;
        }
        var right =
                section.get(
                        name,
                        word ->
                                switch (word) {
                                    case "hidden" -> FieldRight.HIDDEN;
                                    case "read" -> FieldRight.READ;
                                    case "edit" -> FieldRight.EDIT;
                                    default ->
                                            throw new IllegalArgumentException(
                                                    "is hidden, read or edit");
                                },
                        FieldRight.EDIT);
        fields.put(type.name() + "." + field.name(), right);
    }

    List<EmulatorUser> users(Section file) {
        var users = new ArrayList<EmulatorUser>();
        for (var it : file.sections("users", "user")) {
            var username = it.require("username");
            users.add(
                    new EmulatorUser(
                            username, it.require("password"), it.text("securityToken", "")));
            var profile = it.text("profile", "");
            if (!profile.isEmpty() && !profiles.containsKey(profile)) {
                it.report(
                        "profile",
                        "no profile `"
                                + profile
                                + "`"
                                + NearestWord.hint(profile, profiles.keySet()));
            } else if (!profile.isEmpty()) {
                profileOf.put(username.toLowerCase(Locale.ROOT), profile);
            }
            it.finish();
        }
        return users;
    }

    /// Profile names by username in lower case; who is not there may do everything.
    Map<String, String> profileOf() {
        return profileOf;
    }
}
