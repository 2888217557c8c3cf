package headroom.watch;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.util.function.Supplier;
import java.util.logging.Logger;

/// The JSON file of what its owner holds in memory, where memory leads: what cannot be written, on
/// a full disk say, is said once in the log and tried again whenever the owner saves. One-owner.
final class MirrorFile {
    private static final Logger LOG = Logger.getLogger(MirrorFile.class.getName());

    private final JsonFile file;
    private boolean isBehind;
    private boolean isFailing;

    MirrorFile(JsonFile file) {
        this.file = file;
    }

    /// Memory has changed.
    void outdate() {
        isBehind = true;
    }

    /// Writes what memory holds, unless the file says it already.
    ///
    /// @return whether the file now says what memory does
    boolean save(Supplier<JsonNode> memory) {
        if (!isBehind) {
            return true;
        }
        try {
            file.write(memory.get());
        } catch (IOException e) {
            if (!isFailing) {
                LOG.warning(file.path() + " cannot be written; it is tried again: " + e);
            }
            isFailing = true;
            return false;
        }
        if (isFailing) {
            LOG.info(file.path() + " is written again");
        }
        isFailing = false;
        isBehind = false;
        return true;
    }
}
