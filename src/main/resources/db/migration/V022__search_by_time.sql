-- A search asks the index of words for one stretch of time after the other. Ids tell when comments were submitted, and
-- rows lie in this order, so that for a stretch a few pages of this index name the pages of the table. Where a freed place
-- was given to a later comment, minmax-multi keeps the other ones of its pages apart.
CREATE INDEX comment_search_submitted_idx ON comment_search USING brin (comment_id uuid_minmax_multi_ops)
    WITH (pages_per_range = 512);

-- What was decided in a stretch of time was submitted in it or in the week before; the few others are found here.
CREATE INDEX comment_decided_late_idx ON comment (site, status, decided_at DESC, id DESC)
    WHERE status IN ('APPROVED', 'REJECTED') AND decided_at - submitted_at NOT BETWEEN '0' AND '7 days';
