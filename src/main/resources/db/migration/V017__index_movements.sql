-- What moved the queue beside moderators' approvals and rejections, for its course over time: what was taken back, what
-- the service refused by itself, and what authors withdrew.
CREATE INDEX decision_beside_idx ON decision (site, decided_at) INCLUDE (verdict)
    WHERE moderator IS NULL OR verdict = 'REOPEN';
CREATE INDEX comment_withdrawn_idx ON comment (site, decided_at) WHERE status = 'WITHDRAWN';
