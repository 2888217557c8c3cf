package headroom.emulator.rules;

import headroom.emulator.records.Access;
import headroom.emulator.records.ObjectType;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Who may do what, by profile: what a profile does not mention is allowed. Immutable.
public final class Permissions implements Access {
    private final Map<String, Profile> byUser = new HashMap<>();

    /// How far a field is there for somebody.
    public enum FieldRight {
        HIDDEN,
        READ,
        EDIT
    }

    /// What holders of a profile may do.
    ///
    /// @param objects by object name
    /// @param fields by `Object.Field`, both as the schema spells them
    public record Profile(
            String name, Map<String, Set<Right>> objects, Map<String, FieldRight> fields) {
        public Profile {
            objects = Map.copyOf(objects);
            fields = Map.copyOf(fields);
        }
    }

    /// @param byUserId only users that are limited
    public Permissions(Map<String, Profile> byUserId) {
        byUser.putAll(byUserId);
    }

    @Override
    public boolean limits(String userId) {
        return byUser.containsKey(userId);
    }

    @Override
    public boolean may(String userId, Right right, ObjectType type) {
        var profile = byUser.get(userId);
        var rights = profile == null ? null : profile.objects().get(type.name());
        return rights == null || rights.contains(right);
    }

    private @Nullable FieldRight right(String userId, ObjectType type, int place) {
        var profile = byUser.get(userId);
        return profile == null
                ? null
                : profile.fields().get(type.name() + "." + type.field(place).name());
    }

    @Override
    public boolean sees(String userId, ObjectType type, int place) {
        return right(userId, type, place) != FieldRight.HIDDEN;
    }

    @Override
    public boolean edits(String userId, ObjectType type, int place) {
        var right = right(userId, type, place);
        return right == null || right == FieldRight.EDIT;
    }
}
