package headroom.emulator.bulk;

import headroom.emulator.records.Operation;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// What a job does, as clients spell it.
public enum BulkOperation {
    INSERT("insert", Operation.INSERT),
    UPDATE("update", Operation.UPDATE),
    UPSERT("upsert", Operation.UPSERT),
    DELETE("delete", Operation.DELETE),
    HARD_DELETE("hardDelete", Operation.HARD_DELETE),
    QUERY("query", null),
    QUERY_ALL("queryAll", null);

    private final String word;
    private final Optional<Operation> write;

    BulkOperation(String word, @Nullable Operation write) {
        this.word = word;
        this.write = Optional.ofNullable(write);
    }

    public static Optional<BulkOperation> find(String word) {
        for (var operation : values()) {
            if (operation.word.equalsIgnoreCase(word)) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }

    public String word() {
        return word;
    }

    public boolean isQuery() {
        return write.isEmpty();
    }

    /// What it writes; queries have none.
    public Operation write() {
        return write.orElseThrow();
    }
}
