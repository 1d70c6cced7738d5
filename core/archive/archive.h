#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/pace.h"
#include "base/result.h"
#include "model/access.h"
#include "model/document.h"
#include "model/feed.h"
#include "model/judged.h"
#include "model/profile.h"
#include "model/selection.h"

/// Sources, captures, revisions, the chain; all SQL of the house.
namespace stet::archive {

class Database;
class Look;
class Rereading;
struct LookState;

/// How a live blog goes on under another address, each day or part.
struct Series {
    std::string continues;  ///< the source whose next part this one is: its name in records
    std::string next;       ///< CSS selector of the link to the next part
    std::string index;      ///< address of a page or feed that lists the parts
    std::string match;      ///< a text::Pattern of the parts' addresses in it

    bool operator==(const Series&) const = default;
};

/// What is remembered of the search for a part that comes after a source.
struct Search {
    std::string found;             ///< its address, as long as it was not taken up
    std::optional<Instant> asked;  ///< when an index or a robots.txt was last asked for it
    std::string told;              ///< what a person was last told of it
};

/// A source as the archive keeps it.
struct Source {
    std::int64_t number = 0;
    std::string source;                  ///< its name in records: its first address
    std::string name;                    ///< short, for people and keys: `ukraine`
    std::vector<std::string> addresses;  ///< all it had, the present one last
    bool followed = false;
    Reading reading;               ///< selectors, zone, language
    Access access;                 ///< how it wants to be asked for
    std::chrono::seconds every{};  ///< pace set by hand; 0: none
    Series series;
    bool articles = false;            ///< the pages that its items link to are followed
    std::string article_of;           ///< the feed whose item led to it: that one's name in records
    std::size_t older_pages = 0;      ///< asked for at each look
    std::string etag, last_modified;  ///< of the last stored answer
    std::optional<Instant> first_look, last_look, last_change;
    std::string last_outcome;  ///< of the last look: `ok`, `unchanged`, or an error's name
    std::int64_t looks = 0, updates = 0, revisions = 0, withdrawn = 0;

    Pace pace;
    Plan plan;                ///< of the next look; its basis says nothing before the first one
    std::string last_error;   ///< of the last look that failed
    std::int64_t missed = 0;  ///< looks between which a whole window turned over
    std::optional<Instant> missed_at;
    std::string moved_to;  ///< where its redirects for good lead, not yet its address
    Listing listing = Listing::unproven;  ///< what is known of its list

    const std::string& address() const { return addresses.back(); }
};

/// A run of looks with the same outcome.
struct LookRow {
    std::int64_t number = 0;
    std::string source, name;  ///< as in Source
    Instant first{}, last{};
    std::int64_t count = 1;
    std::string outcome, detail;  ///< detail: the error's message
    int status = 0;
    std::string came;                     ///< network, file, stdin, warc
    std::optional<std::int64_t> capture;  ///< number of the kept body
    std::int64_t bytes = 0;
    std::string digest;  ///< of the body, hexadecimal
    std::int64_t added = 0, edited = 0, withdrawn = 0, restored = 0;
};

/// A time between two looks in which stet may not have seen everything.
struct Gap {
    enum class Kind : std::uint8_t {
        late,      ///< the second look came much later than it was due
        turnover,  ///< nothing of the window before was left: there may have been more between
    };
    std::string source, name;  ///< as in Source
    Kind kind = Kind::late;
    Instant since{}, until{};  ///< the two looks
};

/// A source's share of the archive's file.
struct Size {
    std::int64_t source = 0;         ///< number
    std::int64_t bytes = 0;          ///< all shares are the whole file
    std::int64_t bytes_per_day = 0;  ///< over the last thirty days, or as long as it is known
};

/// Which records of each update a selection brings.
enum class Scope {
    latest,   ///< every update in its newest revision, withdrawn ones marked
    history,  ///< every revision
    changes,  ///< every change in the order of observation; the baseline only if asked for
    window,   ///< what a look showed, in its order; `Selection::at`, else the newest
};

/// What a person decides of two updates, named by key or by the key of a revision.
struct Judgement {
    enum class Verdict { same, distinct };
    Verdict verdict{};
    std::string key_a, key_b;
};

/// One archive, opened. All members throw Fatal where the file cannot be read or written.
class Archive {
  public:
    /// `inspect` is for check(): objects in the file that stet did not make are faults to be told,
    /// not a reason to refuse it.
    enum class Access { read, write, inspect };

    /// Opens the file, for writing makes it (mode 0600) where there is none. A file that is not a
    /// stet archive or that a newer stet wrote is refused, untouched. Waits for other runs at least
    /// 20 s.
    static Archive open(const std::string& path, Access access);
    ~Archive();
    Archive(Archive&&) noexcept;
    Archive& operator=(Archive&&) noexcept;

    // Sources
    /// By short name or by any of its addresses.
    std::optional<Source> find_source(std::string_view name_or_address);
    std::vector<Source> sources();
    /// What a word means where several sources may be meant: a name that of a series' first part,
    /// in their order all parts; a pattern of names (model/selection.h) all that fit; any other
    /// name, and an address, one source. Empty: none.
    std::vector<Source> named(std::string_view word);
    /// Follows an address under a name (empty: one is made from the address), also where it was an
    /// article's. An Error where the name is taken or is none.
    Result<Source> follow(const std::string& address, const std::string& name,
                          const Reading& reading, std::chrono::seconds every);
    /// Stores what a person says of a source: name, addresses (new ones are added, the last is the
    /// present one), reading, access, pace, series, articles, followed or not, and that it is no
    /// article any more. What was, stays: keys keep the name that they were made with. `continues`
    /// may be any word that names a source. An Error where the name or an address is another
    /// source's, or a source would continue itself.
    Result<Source> set(const Source& source, Instant now);
    /// Ends the following, of a feed's articles too; deletes nothing.
    void unfollow(const Source& source);

    // Series
    /// The followed sources that stand at the end of a series, or that may have a next part.
    std::vector<Source> last_parts();
    Search search_of(const Source& source);
    void remember(const Source& source, const Search& search);

    // Articles
    /// The followed feeds of which articles are wanted.
    std::vector<Source> feeds_with_articles();
    /// Follows a page that an item of a feed links to. `addresses` all lead to it; it is looked at
    /// and called in records by the first. None where a source has one of them already: that one is
    /// found by all of them from now on.
    std::optional<Source> follow_article(const Source& feed,
                                         const std::vector<std::string>& addresses);
    /// Whether a link leads to no new article: a source has its address, or it was passed by less
    /// than an hour ago.
    bool is_settled(const std::string& link, Instant now);
    void pass_by(const std::string& link, Instant now);
    /// Ends the following of the feed's articles that have been silent longest, down to `most`.
    void leave_oldest_articles(const Source& feed, std::size_t most);

    // robots.txt
    /// What a host said last, and when. Empty where it had none.
    struct Robots {
        std::string text;
        Instant asked;
    };
    std::optional<Robots> robots_of(const std::string& origin);
    /// A long text is not kept; those that nobody asked for again are forgotten after a week.
    void keep_robots(const std::string& origin, std::string_view text, Instant now);

    // Sources that are due
    /// The followed sources to be looked at by now, longest overdue first; of a feed's articles
    /// some dozens, the others later. They are this run's: no other run gets them before they were
    /// looked at, this Archive was closed, or some minutes passed without hold_on(). Where none is
    /// due, nothing is written.
    std::vector<Source> take_due(const std::function<Instant()>& now);
    /// Takes one source for this run. False where another run holds it.
    bool hold(const Source& source, Instant now);
    /// To be called now and then while sources are held; writes the looks that found nothing.
    void hold_on(Instant now);

    // Writing
    /// Begins a look at a source, which is made where it is new. `document` is kept as a capture
    /// when the look ends; it must outlive the Look.
    Look look(const std::string& source, const Result<Document>& document, Instant now);
    /// Puts what is not yet indexed into the index of words.
    void index();
    /// Begins to derive a source's history again (reread.h).
    Rereading reread(const Source& source, Instant now);
    /// The same of the source that a judgement concerns, which is kept with what comes of it. An
    /// Error where it names no two updates of one source or contradicts others.
    Result<Rereading> judge(const Judgement& judgement, Instant now);

    // Asking
    using Take = std::function<bool(Item&&)>;  ///< false: enough
    /// Of changes and of a search, `Selection::at` leaves those that made what a look showed then.
    void select(const Selection& selection, Scope scope, bool baseline, const Take& take);
    /// Changes with a seq above `after`, up to the newest; in its order. Those that a reread found
    /// (`found`) are no news: only if asked for.
    void changes_after(std::int64_t after, const Selection& selection, bool baseline, bool found,
                       const Take& take);
    std::int64_t newest_seq();
    /// The key that the update of a key has now: another where it was found or judged to be one
    /// with another since. None where no update ever had it.
    std::optional<std::string> present_key(const std::string& key);
    /// A source's state: what stands, in the order of its last window, then what rolled off. Empty
    /// feed where the source is unknown. `at`: as it was known then.
    Feed standing(const Source& source, std::optional<Instant> at = {});
    /// The window that select(…, Scope::window) shows: when the look was made that it rests on.
    std::optional<Instant> window_time(const Source& source, std::optional<Instant> at);
    /// How far apart the looks at a source are, as `stet sources` tells it; of one that no network
    /// look was made at, as they were before a time.
    std::chrono::seconds pace(const Source& source, Instant at);
    /// Revisions that may match, newest first by when they were observed: full text search in the
    /// syntax of FTS5 over what is indexed, and everything not yet indexed. An empty `match` brings
    /// all.
    void candidates(const std::string& match, const Selection& selection,
                    const std::function<bool(Item&&, bool indexed)>& take);

    std::vector<LookRow> looks(const Selection& selection);
    std::vector<Gap> gaps(const Selection& selection);
    /// Of every source, in their order. Reads the whole archive.
    std::vector<Size> sizes(Instant now);
    /// The body of a capture.
    std::optional<Document> capture(std::int64_t number);

    /// What `stet check` finds.
    struct Check {
        std::vector<std::string> faults;  ///< empty: sound
        std::string archive_id, head;     ///< the chain's name and its newest hash, hexadecimal
        std::int64_t events = 0, sources = 0, captures = 0, revisions = 0, bytes = 0;
    };
    Check check();
    /// Whether the chain had this hash at this number: "NUMBER:HASH" of an earlier check.
    bool has_head(std::int64_t number, std::string_view head);

  private:
    friend class Look;
    explicit Archive(std::unique_ptr<Database> database);
    std::unique_ptr<Database> database_;
};

/// One look at a source: one transaction, from before() to keep() or fail(). A Look that ends
/// without either changes nothing.
class Look {
  public:
    ~Look();
    Look(Look&&) noexcept;

    /// The same bytes as in the last whole look, or 304: nothing to be read. keep_unchanged() ends
    /// it.
    bool same_as_last() const;
    void keep_unchanged();

    const Source& source() const;
    /// A capture from before the source's newest look: keep_late() ends it.
    bool is_late() const;

    /// What a person judged of the updates that before() gave, and of those of a document.
    Judged judged(const Feed& before, const Feed& now) const;

    /// How the document is read, as it was typed for this look: lines NAME=VALUE.
    void read_with(std::string reading);
    /// The same of the newest look that was read.
    std::string last_reading() const;

    /// Keeps a capture from before the newest look, read or not, for the history to be reread.
    void keep_late(const std::string& detail);

    /// What the archive knows that compare() needs for `now`: the last window with what is
    /// undecided (told by `until`), every other update that has an id of `now`, and, where some ids
    /// tell nothing, others that may come back under them. `seq` is the number of the look that
    /// brought a state, 0 where it was away since; the head's is that of the newest look. The
    /// transaction begins here.
    Feed before(const Feed& now);

    /// Keeps the look, its capture and what compare() found. Returns the records of the changes as
    /// they are now on disk, with key, seq, revision and times; the head first if it changed.
    std::vector<Item> keep(const Feed& marked, const std::vector<std::string>& undecided);

    /// Keeps a look that failed, with its capture if there was an answer.
    void fail(const Error& error);

  private:
    friend class Archive;
    friend class Rereading;
    explicit Look(std::unique_ptr<LookState> state);
    std::unique_ptr<LookState> state_;
};

}  // namespace stet::archive
