package headroom.emulator.soql;

import headroom.emulator.records.Access;
import headroom.emulator.records.ObjectType;

/// What of the schema the asking user sees: to them, the rest does not exist.
public interface Viewer {
    /// Sees everything.
    Viewer ALL =
            new Viewer() {
                @Override
                public boolean sees(ObjectType type) {
                    return true;
                }

                @Override
                public boolean sees(ObjectType type, int place) {
                    return true;
                }
            };

    /// What the org's permissions let that user see.
    static Viewer of(Access access, String userId) {
        if (!access.limits(userId)) {
            return ALL;
        }
        return new Viewer() {
            @Override
            public boolean sees(ObjectType type) {
                return access.may(userId, Access.Right.READ, type);
            }

            @Override
            public boolean sees(ObjectType type, int place) {
                return access.sees(userId, type, place);
            }
        };
    }

    boolean sees(ObjectType type);

    boolean sees(ObjectType type, int place);
}
