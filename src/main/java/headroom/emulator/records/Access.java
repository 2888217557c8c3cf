package headroom.emulator.records;

/// What users may see and do. Immutable.
public interface Access {
    /// Everybody may do everything.
    Access ALL =
            new Access() {
                @Override
                public boolean limits(String userId) {
                    return false;
                }

                @Override
                public boolean may(String userId, Right right, ObjectType type) {
                    return true;
                }

                @Override
                public boolean sees(String userId, ObjectType type, int place) {
                    return true;
                }

                @Override
                public boolean edits(String userId, ObjectType type, int place) {
                    return true;
                }
            };

    /// What may be done with an object's rows.
    enum Right {
        READ,
        CREATE,
        EDIT,
        DELETE
    }

    /// Whether there is anything that user may not do.
    boolean limits(String userId);

    boolean may(String userId, Right right, ObjectType type);

    /// Whether that field exists for the user: one that does not is an unknown column.
    boolean sees(String userId, ObjectType type, int place);

    boolean edits(String userId, ObjectType type, int place);
}
