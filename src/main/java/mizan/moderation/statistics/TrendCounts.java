package mizan.moderation.statistics;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mizan.moderation.statistics.TrendRepository.TrendCount;
import mizan.moderation.statistics.TrendRepository.TrendCount.Kind;

/** Counts of submissions, decisions and withdrawals on some sites, by time bucket. */
final class TrendCounts {

    private final List<TrendCount> counts;

    TrendCounts(List<TrendCount> counts) {
        this.counts = List.copyOf(counts);
    }

    TrendCounts ofSite(String site) {
        return new TrendCounts(
                counts.stream().filter(count -> count.site().equals(site)).toList());
    }

    long sum(Kind kind) {
        return counts.stream()
                .filter(count -> count.kind() == kind)
                .mapToLong(TrendCount::comments)
                .sum();
    }

    /**
     * One point for each bucket. The numbers of pending comments are computed backwards from the current one: the number at
     * the start of a bucket is the number at its end without the changes in between.
     */
    List<QueueTrend.Point> points(TrendWindow window) {
        Map<BucketKey, Long> sums = counts.stream().collect(toMap(BucketKey::of, TrendCount::comments, Long::sum));
        List<QueueTrend.Point> points = new ArrayList<>();
        long pending = sum(Kind.PENDING);
        for (int bucket = window.bucketStarts().size(); bucket > 0; bucket--) {
            QueueTrend.Point point = new QueueTrend.Point(
                    window.bucketStarts().get(bucket - 1),
                    sums.getOrDefault(new BucketKey(Kind.ARRIVED, bucket), 0L),
                    sums.getOrDefault(new BucketKey(Kind.AUTO_REJECTED, bucket), 0L),
                    sums.getOrDefault(new BucketKey(Kind.APPROVED, bucket), 0L),
                    sums.getOrDefault(new BucketKey(Kind.REJECTED, bucket), 0L),
                    sums.getOrDefault(new BucketKey(Kind.REOPENED, bucket), 0L),
                    sums.getOrDefault(new BucketKey(Kind.WITHDRAWN, bucket), 0L),
                    pending);
            points.addFirst(point);
            pending -= point.arrived() + point.reopened() - point.approved() - point.rejected() - point.withdrawn();
        }
        return List.copyOf(points);
    }

    private record BucketKey(Kind kind, int bucket) {

        static BucketKey of(TrendCount count) {
            return new BucketKey(count.kind(), count.bucket());
        }
    }
}
