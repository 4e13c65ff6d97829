-- What is new is found by going through a list before it is sorted into the index: by default four megabytes, of which
-- every search reads five hundred pages. The sorting in is done by whoever fills the list, and is quicker of a short one.
-- Searches and submissions wait for the lock on this index, which is held for a moment.
ALTER INDEX comment_search_lexemes_idx SET (gin_pending_list_limit = 256);
