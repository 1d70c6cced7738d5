#include "archive/schema.h"

namespace stet::archive {

namespace {

// Times are whole seconds since 1970 in the tables, RFC 3339 in the views. What is absent is NULL.
//
//   sources --< looks --< window: numbers of states in document order (window.h)
//      |          `-- capture: the kept body (bodies.h)
//      `--< entries: updates and heads, by (source, kind, id)
//              `--< states: revisions, numbered in the order of observation
//                     `--< spans: the looks that showed a state, from first_look to last_look
//   change_log: added, edited, withdrawn, restored, in order of seq
//   events: the hash chain over looks, states, spans and judgements (chain.h)
//   words: the index over `searchable`; gathering 4 MiB at a time, it has less to merge
//
// A state's `author` and `tag` are the names in `authors` and `tags`, for the index.
//
// The figures at the end of a row of `sources` and of `entries` can be told from the other tables;
// they stand there so that a poll that finds nothing reads one row. check() holds them to it.
constexpr std::string_view step_1 = R"sql(
CREATE TABLE archives (
    chain INTEGER PRIMARY KEY,
    archive_id TEXT NOT NULL UNIQUE
);

CREATE TABLE sources (
    number INTEGER PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    followed INTEGER NOT NULL DEFAULT 0,
    every INTEGER NOT NULL DEFAULT 0,
    etag TEXT,
    last_modified TEXT,
    first_look INTEGER,
    last_look INTEGER,
    last_change INTEGER,
    last_outcome TEXT,
    looks INTEGER NOT NULL DEFAULT 0,
    updates INTEGER NOT NULL DEFAULT 0,
    revisions INTEGER NOT NULL DEFAULT 0,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    newest_look INTEGER,
    read_look INTEGER,
    whole_look INTEGER
);
CREATE TABLE source_addresses (
    address TEXT PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources,
    since INTEGER
);
CREATE INDEX source_addresses_source ON source_addresses (source);
CREATE TABLE source_settings (
    source INTEGER NOT NULL REFERENCES sources,
    name TEXT NOT NULL,
    place INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (source, name, place)
) WITHOUT ROWID;

CREATE TABLE captures (
    number INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources,
    was_read INTEGER NOT NULL,
    observed INTEGER NOT NULL,
    came TEXT NOT NULL,
    status INTEGER NOT NULL,
    address TEXT,
    content_type TEXT,
    content_language TEXT,
    content_location TEXT,
    redirects TEXT,
    peer TEXT,
    duration INTEGER NOT NULL,
    digest BLOB NOT NULL,
    bytes INTEGER NOT NULL,
    request_bytes INTEGER NOT NULL,
    response_bytes INTEGER NOT NULL,
    base INTEGER REFERENCES captures,
    depth INTEGER NOT NULL,
    stored BLOB NOT NULL
);
CREATE INDEX captures_source ON captures (source, was_read);

CREATE TABLE looks (
    number INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    count INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    detail TEXT,
    status INTEGER NOT NULL,
    came TEXT NOT NULL,
    digest BLOB,
    bytes INTEGER NOT NULL,
    added INTEGER NOT NULL,
    edited INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL,
    restored INTEGER NOT NULL,
    stamp INTEGER,
    capture INTEGER REFERENCES captures,
    window_look INTEGER REFERENCES looks,
    window BLOB
);
CREATE INDEX looks_source ON looks (source, first);

CREATE TABLE entries (
    number INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    publisher_id TEXT,
    newest INTEGER,
    revisions INTEGER NOT NULL DEFAULT 0,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    UNIQUE (source, kind, id)
);
CREATE INDEX entries_publisher_id ON entries (source, publisher_id)
    WHERE publisher_id IS NOT NULL;
CREATE INDEX entries_withdrawn ON entries (source, withdrawn);

CREATE TABLE states (
    number INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL REFERENCES entries,
    revision INTEGER NOT NULL,
    look INTEGER NOT NULL REFERENCES looks,
    not_before INTEGER,
    observed INTEGER NOT NULL,
    baseline INTEGER NOT NULL,
    changed TEXT,
    class TEXT,
    notice TEXT,
    same_as INTEGER,
    wording INTEGER NOT NULL,
    position INTEGER,
    title TEXT,
    url TEXT,
    external_url TEXT,
    image TEXT,
    language TEXT,
    date_published INTEGER,
    date_modified INTEGER,
    authors TEXT,
    tags TEXT,
    author TEXT,
    tag TEXT,
    attachments TEXT,
    kicker TEXT,
    reading_minutes INTEGER,
    image_alt TEXT,
    image_caption TEXT,
    image_credit TEXT,
    feed TEXT,
    warnings TEXT,
    stamp TEXT,
    time_basis TEXT,
    other TEXT,
    summary TEXT,
    content_text TEXT,
    content_html TEXT,
    UNIQUE (entry, revision)
);
CREATE INDEX states_observed ON states (observed);

CREATE TABLE spans (
    number INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources,
    state INTEGER NOT NULL REFERENCES states,
    first_look INTEGER NOT NULL REFERENCES looks,
    last_look INTEGER REFERENCES looks,
    end_look INTEGER REFERENCES looks
);
CREATE INDEX spans_state ON spans (state);
CREATE INDEX spans_open ON spans (source) WHERE last_look IS NULL;

CREATE TABLE change_log (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    look INTEGER NOT NULL REFERENCES looks,
    entry INTEGER NOT NULL REFERENCES entries,
    state INTEGER NOT NULL REFERENCES states,
    change TEXT NOT NULL,
    evidence TEXT,
    until INTEGER
);
CREATE INDEX change_log_at ON change_log (at);
CREATE INDEX change_log_entry ON change_log (entry);

CREATE TABLE rekeys (
    number INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL REFERENCES entries,
    look INTEGER NOT NULL REFERENCES looks,
    old_id TEXT NOT NULL,
    new_id TEXT NOT NULL,
    reason TEXT,
    score REAL
);
CREATE INDEX rekeys_entry ON rekeys (entry);
CREATE TABLE judgements (
    number INTEGER PRIMARY KEY,
    verdict TEXT NOT NULL,
    key_a TEXT NOT NULL,
    key_b TEXT NOT NULL,
    at INTEGER NOT NULL
);

CREATE TABLE events (
    chain INTEGER NOT NULL REFERENCES archives,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    salt BLOB,
    digest BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (chain, number)
) WITHOUT ROWID;

CREATE VIEW searchable AS
    SELECT number, title, summary, content_text AS text, kicker, image_caption AS caption,
        author, tag
    FROM states;
CREATE VIRTUAL TABLE words USING fts5 (
    title, summary, text, kicker, caption, author, tag,
    content = 'searchable', content_rowid = 'number',
    tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO words (words, rank) VALUES ('hashsize', 4194304);
CREATE TABLE index_mark (
    indexed INTEGER NOT NULL
);
INSERT INTO index_mark VALUES (0);

CREATE VIEW revisions AS
    SELECT st.number, e.key || '/' || st.revision AS key, e.key AS update_key, s.source, s.name,
        e.kind, e.id, e.publisher_id, st.revision,
        strftime('%Y-%m-%dT%H:%M:%SZ', st.not_before, 'unixepoch') AS not_before,
        strftime('%Y-%m-%dT%H:%M:%SZ', st.observed, 'unixepoch') AS observed,
        strftime('%Y-%m-%dT%H:%M:%SZ',
            (SELECT l.last FROM spans p
                JOIN looks l ON l.number = coalesce(p.last_look, s.read_look)
                WHERE p.state = st.number ORDER BY p.number DESC LIMIT 1),
            'unixepoch') AS last_observed,
        strftime('%Y-%m-%dT%H:%M:%SZ', coalesce(
            (SELECT c.until FROM change_log c
                WHERE c.entry = st.entry AND c.state = st.number AND c.change = 'withdrawn'
                    AND c.look > (SELECT max(p.first_look) FROM spans p WHERE p.state = st.number)
                ORDER BY c.seq DESC LIMIT 1),
            (SELECT n.observed FROM states n
                WHERE n.entry = st.entry AND n.revision = st.revision + 1)),
            'unixepoch') AS until,
        st.baseline, st.changed, st.class, st.notice, st.same_as, st.title, st.url,
        st.external_url, st.image, st.language,
        strftime('%Y-%m-%dT%H:%M:%SZ', st.date_published, 'unixepoch') AS date_published,
        strftime('%Y-%m-%dT%H:%M:%SZ', st.date_modified, 'unixepoch') AS date_modified,
        st.authors, st.tags, st.attachments, st.kicker, st.reading_minutes, st.image_alt,
        st.image_caption, st.image_credit, st.feed, st.warnings, st.stamp, st.time_basis,
        st.summary, st.content_text, st.content_html
    FROM states st JOIN entries e ON e.number = st.entry JOIN sources s ON s.number = e.source;
CREATE VIEW updates AS
    SELECT e.withdrawn, r.*
    FROM entries e JOIN revisions r ON r.number = e.newest;
CREATE VIEW changes AS
    SELECT c.seq, strftime('%Y-%m-%dT%H:%M:%SZ', c.at, 'unixepoch') AS at, c.change, c.evidence,
        e.key || '/' || st.revision AS key, e.key AS update_key, s.source, s.name, e.kind, e.id,
        st.revision, st.baseline, st.changed, st.class, st.notice, st.same_as, st.title, st.url
    FROM change_log c JOIN states st ON st.number = c.state
        JOIN entries e ON e.number = c.entry JOIN sources s ON s.number = e.source;
)sql";

// What is remembered of each source from look to look, so that the next one comes at its time.
// A run that took a source to look at it is its `claim` (due.cpp). No row of these is history: the
// chain does not cover them.
constexpr std::string_view step_2 = R"sql(
CREATE TABLE paces (
    source INTEGER PRIMARY KEY REFERENCES sources,
    looked INTEGER,
    changed INTEGER,
    gap INTEGER NOT NULL DEFAULT 0,
    wish_every INTEGER NOT NULL DEFAULT 0,
    skip_hours INTEGER NOT NULL DEFAULT 0,
    skip_days INTEGER NOT NULL DEFAULT 0,
    ends INTEGER,
    fresh_until INTEGER,
    retry_after INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    failing_since INTEGER,
    last_error TEXT,
    busy INTEGER NOT NULL DEFAULT 0,
    gone INTEGER NOT NULL DEFAULT 0,
    interval INTEGER NOT NULL DEFAULT 0,
    basis TEXT,
    next_look INTEGER,
    missed INTEGER NOT NULL DEFAULT 0,
    missed_at INTEGER,
    moved_to TEXT,
    moved_since INTEGER,
    moved_looks INTEGER NOT NULL DEFAULT 0,
    claim TEXT,
    claimed INTEGER,
    begun INTEGER
);
CREATE INDEX paces_claim ON paces (claim) WHERE claim IS NOT NULL;
CREATE TABLE gaps (
    number INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources,
    kind TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL
);
CREATE INDEX gaps_source ON gaps (source, until);
)sql";

// A history that was derived again (stet-reread(1)):
//
//   rereads: each that changed something
//   change_log.found: when a reread found a change of which no look had told
//   retired_changes: numbers of changes that hold no longer; none is used again
//   former_entries: updates that were found to be another; `state` is one that was theirs
//   looks.shows: the capture whose records a look showed of which no body was kept
//   superseded: what an event covered, where its rows say something else now (packed.h)
constexpr std::string_view step_3 = R"sql(
CREATE TABLE rereads (
    number INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources,
    at INTEGER NOT NULL,
    looks INTEGER NOT NULL,
    captures INTEGER NOT NULL,
    found INTEGER NOT NULL,
    retired INTEGER NOT NULL
);
CREATE TABLE retired_changes (
    seq INTEGER PRIMARY KEY,
    reread INTEGER NOT NULL REFERENCES rereads
);
CREATE TABLE former_entries (
    key TEXT PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    state INTEGER REFERENCES states,
    UNIQUE (source, kind, id)
) WITHOUT ROWID;
CREATE TABLE superseded (
    chain INTEGER NOT NULL REFERENCES archives,
    number INTEGER NOT NULL,
    said BLOB NOT NULL,
    PRIMARY KEY (chain, number)
) WITHOUT ROWID;
ALTER TABLE change_log ADD COLUMN found INTEGER;
ALTER TABLE looks ADD COLUMN shows INTEGER REFERENCES captures;
ALTER TABLE judgements ADD COLUMN state_a INTEGER REFERENCES states;
ALTER TABLE judgements ADD COLUMN state_b INTEGER REFERENCES states;
CREATE INDEX change_log_look ON change_log (look);
DROP VIEW changes;
CREATE VIEW changes AS
    SELECT c.seq, strftime('%Y-%m-%dT%H:%M:%SZ', c.at, 'unixepoch') AS at, c.change, c.evidence,
        e.key || '/' || st.revision AS key, e.key AS update_key, s.source, s.name, e.kind, e.id,
        st.revision, st.baseline, st.changed, st.class, st.notice, st.same_as, st.title, st.url,
        strftime('%Y-%m-%dT%H:%M:%SZ', c.found, 'unixepoch') AS found
    FROM change_log c JOIN states st ON st.number = c.state
        JOIN entries e ON e.number = c.entry JOIN sources s ON s.number = e.source;
)sql";

// Of an update that went into another and left no state there, `heir` is one of the other's.
constexpr std::string_view step_4 = R"sql(
ALTER TABLE former_entries ADD COLUMN heir INTEGER REFERENCES states;
)sql";

// Series: what is remembered of the search for a part that comes after a source. `found` is an
// address that was not taken up yet, `told` what a person was last told. No history.
constexpr std::string_view step_5 = R"sql(
CREATE TABLE searches (
    source INTEGER PRIMARY KEY REFERENCES sources,
    found TEXT,
    asked INTEGER,
    told TEXT
);
CREATE INDEX source_settings_continues ON source_settings (value) WHERE name = 'continues';
)sql";

// The change after another of the same update is found by its look, an update that comes back under
// another id by its time.
constexpr std::string_view step_6 = R"sql(
DROP INDEX change_log_entry;
CREATE INDEX change_log_entry ON change_log (entry, look);
CREATE INDEX states_published ON states (date_published) WHERE date_published IS NOT NULL;
)sql";

// Articles: `article_of` is the feed of which an item led to the source. `passed_links` are those
// that were not to be followed when their host was last asked. No history.
constexpr std::string_view step_7 = R"sql(
ALTER TABLE sources ADD COLUMN article_of INTEGER REFERENCES sources;
CREATE INDEX sources_article_of ON sources (article_of) WHERE article_of IS NOT NULL;
CREATE INDEX sources_followed ON sources (number) WHERE followed;
CREATE INDEX source_settings_articles ON source_settings (source) WHERE name = 'articles';
CREATE TABLE passed_links (
    address TEXT PRIMARY KEY,
    asked INTEGER NOT NULL
) WITHOUT ROWID;
)sql";

// The time of an update's newest state is found beside the others of its source. `robots` holds
// what hosts said last. No history either.
constexpr std::string_view step_8 = R"sql(
ALTER TABLE entries ADD COLUMN published INTEGER;
UPDATE entries SET published = (SELECT date_published FROM states WHERE number = newest);
CREATE INDEX entries_published ON entries (source, published) WHERE published IS NOT NULL;
DROP INDEX states_published;
CREATE TABLE robots (
    origin TEXT PRIMARY KEY,
    asked INTEGER NOT NULL,
    text BLOB
);
)sql";

// What the looks at each source have shown of its list (model/profile.h), by which later looks are
// judged. A reread derives it anew, so the chain does not cover it. `ids_apart` holds ids that took
// each other's place and came back (ids_apart.h), in both directions. An id that comes back is
// found among those that were given up.
constexpr std::string_view step_9 = R"sql(
CREATE TABLE profiles (
    source INTEGER PRIMARY KEY REFERENCES sources,
    looks_with_ids INTEGER NOT NULL,
    looks_against_ids INTEGER NOT NULL,
    by_nature INTEGER NOT NULL,
    looks_out_of_order INTEGER NOT NULL,
    entered_at_end INTEGER NOT NULL,
    entered_inside INTEGER NOT NULL,
    left_at_end INTEGER NOT NULL,
    left_inside INTEGER NOT NULL,
    came_back INTEGER NOT NULL,
    dated_anew INTEGER NOT NULL,
    restamped INTEGER,
    restamps INTEGER NOT NULL
);
CREATE TABLE ids_apart (
    source INTEGER NOT NULL REFERENCES sources,
    id TEXT NOT NULL,
    other TEXT NOT NULL,
    PRIMARY KEY (source, id, other)
) WITHOUT ROWID;
CREATE INDEX rekeys_old_id ON rekeys (old_id);
)sql";

// `heads` is the SHA-256 of a capture's heads. Captures of before have none: to make it, their
// frames would all have to be read.
constexpr std::string_view step_10 = R"sql(
ALTER TABLE captures ADD COLUMN heads BLOB;
)sql";

// `reading` is what was typed for a look, before its source's settings, as lines NAME=VALUE; a look
// that found nothing new has that of the look that it repeats.
// `cut_by` tells whether the transport or the document itself said that it ended too soon. What a
// person was last told of a search is a kind of error and its place, no longer its words.
constexpr std::string_view step_11 = R"sql(
ALTER TABLE looks ADD COLUMN reading TEXT;
ALTER TABLE looks ADD COLUMN cut_by TEXT;
UPDATE looks SET cut_by = CASE WHEN detail IN ('it ends inside an update',
        'the page ends in the middle of its text', 'the JSON ends too soon') THEN 'document'
    ELSE 'transport' END
    WHERE outcome = 'cut' OR (outcome = 'backfilled' AND detail = 'the transfer ended too soon');
UPDATE searches SET told = CASE
    WHEN told LIKE 'articles of %robots.txt' THEN 'refused'
    WHEN told LIKE 'the next part of %robots.txt' THEN 'refused ' || coalesce(found, '')
    WHEN told LIKE '%is over, and no next part was found' THEN 'missing' END
    WHERE told IS NOT NULL;
)sql";

}  // namespace

const std::vector<std::string_view>& schema_steps() {
    static const std::vector<std::string_view> steps{
        step_1, step_2, step_3, step_4, step_5, step_6, step_7, step_8, step_9, step_10, step_11};
    return steps;
}

const std::string_view newest_schema_digest =
    "2730a7320545143a58a54e1649dca1b6b48fc23f21ea85721403e3def3efab3f";

}  // namespace stet::archive
