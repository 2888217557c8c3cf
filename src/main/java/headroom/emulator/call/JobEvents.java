package headroom.emulator.call;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Tells whoever asked of every state a bulk job or batch enters. One owner: the event loop.
public final class JobEvents {
    private final List<Consumer<JobEvent>> readers = new ArrayList<>();

    public void subscribe(Consumer<JobEvent> reader) {
        readers.add(reader);
    }

    public void publish(JobEvent event) {
        readers.forEach(reader -> reader.accept(event));
    }
}
