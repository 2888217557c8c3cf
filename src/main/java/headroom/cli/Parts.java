package headroom.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// What has been started so far, to be closed in reverse if the next part does not start.
/// One-owner.
final class Parts implements AutoCloseable {
    private final Deque<Runnable> closings = new ArrayDeque<>();

    <T> T add(T part, Consumer<T> closing) {
        closings.push(() -> closing.accept(part));
        return part;
    }

    @Override
    public void close() {
        while (!closings.isEmpty()) {
            closings.pop().run();
        }
    }
}
