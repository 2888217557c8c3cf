package headroom.emulator.bulk;

/// Why a batch or a whole job cannot be done: one of the Bulk API's own codes, and its text.
public final class BulkFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    public BulkFailure(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    static BulkFailure badCsv(String message) {
        return new BulkFailure("InvalidBatch", "Failed to parse CSV. " + message);
    }

    static BulkFailure noSuchField(String name) {
        return new BulkFailure("InvalidBatch", "Field name not found : " + name);
    }

    /// As batches and jobs show it: `InvalidBatch : Field name not found : Nmae`.
    public String stateMessage() {
        return code + " : " + getMessage();
    }
}
