package mizan.rotation;

import io.micronaut.runtime.server.EmbeddedServer;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Two replicas that are replaced while they answer requests. A replica is closed when its last request is answered. */
final class LoadBalancer implements AutoCloseable {

    private final List<Slot> slots;
    private final ReadWriteLock iterations = new ReentrantReadWriteLock();

    LoadBalancer(EmbeddedServer first, EmbeddedServer second) {
        this.slots = List.of(new Slot(first), new Slot(second));
    }

    /** Sends a request to one of the two. */
    <T> T send(int replica, Function<EmbeddedServer, T> request) {
        return slots.get(replica & 1).send(request);
    }

    /** Runs an iteration of a reader's load. */
    void iterate(Runnable iteration) {
        Slot.locked(iterations.readLock(), () -> {
            iteration.run();
            return true;
        });
    }

    /** Runs an action between iterations. */
    void betweenIterations(Runnable action) {
        Slot.locked(iterations.writeLock(), () -> {
            action.run();
            return true;
        });
    }

    EmbeddedServer first() {
        return slots.getFirst().replica;
    }

    void forEach(Consumer<EmbeddedServer> action) {
        slots.forEach(slot -> action.accept(slot.replica));
    }

    void replaceFirst(Supplier<EmbeddedServer> start) {
        slots.getFirst().replace(start.get());
    }

    void replaceSecond(Supplier<EmbeddedServer> start) {
        slots.getLast().replace(start.get());
    }

    @Override
    public void close() {
        forEach(EmbeddedServer::close);
    }

    private static final class Slot {

        private final ReadWriteLock lock = new ReentrantReadWriteLock();
        private volatile EmbeddedServer replica;

        Slot(EmbeddedServer replica) {
            this.replica = replica;
        }

        <T> T send(Function<EmbeddedServer, T> request) {
            return locked(lock.readLock(), () -> request.apply(replica));
        }

        void replace(EmbeddedServer started) {
            EmbeddedServer stopped = locked(lock.writeLock(), () -> {
                EmbeddedServer before = replica;
                replica = started;
                return before;
            });
            stopped.close();
        }

        private static <T> T locked(Lock lock, Supplier<T> action) {
            lock.lock();
            try {
                return action.get();
            } finally {
                lock.unlock();
            }
        }
    }
}
