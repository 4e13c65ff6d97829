package mizan.moderation.statistics;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import mizan.moderation.statistics.TrendRepository.Movement;
import mizan.moderation.statistics.TrendRepository.Movement.Kind;

/** What the queue of some sites went through, piece by piece of a window. */
final class TrendCounts {

    private final List<Movement> all;

    TrendCounts(List<Movement> all) {
        this.all = List.copyOf(all);
    }

    TrendCounts of(String site) {
        return new TrendCounts(
                all.stream().filter(movement -> movement.site().equals(site)).toList());
    }

    long sum(Kind kind) {
        return sum(movement -> movement.movement() == kind);
    }

    /** Backwards from what waits now, which is known: each piece begins as what its own movements do not explain. */
    List<QueueTrend.Point> points(TrendWindow window) {
        Map<Place, Long> sums = all.stream().collect(toMap(Place::of, Movement::comments, Long::sum));
        List<QueueTrend.Point> points = new ArrayList<>();
        long pending = sum(Kind.WAITING);
        for (int piece = window.beginnings().size(); piece > 0; piece--) {
            QueueTrend.Point point = new QueueTrend.Point(
                    window.beginnings().get(piece - 1),
                    sums.getOrDefault(new Place(Kind.ARRIVED, piece), 0L),
                    sums.getOrDefault(new Place(Kind.TRAPPED, piece), 0L),
                    sums.getOrDefault(new Place(Kind.APPROVED, piece), 0L),
                    sums.getOrDefault(new Place(Kind.REJECTED, piece), 0L),
                    sums.getOrDefault(new Place(Kind.REOPENED, piece), 0L),
                    sums.getOrDefault(new Place(Kind.WITHDRAWN, piece), 0L),
                    pending);
            points.addFirst(point);
            pending -= point.arrived() + point.reopened() - point.approved() - point.rejected() - point.withdrawn();
        }
        return List.copyOf(points);
    }

    private long sum(Predicate<Movement> which) {
        return all.stream().filter(which).mapToLong(Movement::comments).sum();
    }

    private record Place(Kind kind, int piece) {

        static Place of(Movement movement) {
            return new Place(movement.movement(), movement.piece());
        }
    }
}
