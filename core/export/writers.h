#pragma once

#include "export/writer.h"

/// One function a shape; make_writer() chooses.
namespace stet::out {

std::unique_ptr<Writer> make_jsonl(std::ostream& out);
std::unique_ptr<Writer> make_json_feed(std::ostream& out, Options options);
std::unique_ptr<Writer> make_text(std::ostream& out, Options options);
std::unique_ptr<Writer> make_html(std::ostream& out, Options options);
std::unique_ptr<Writer> make_atom(std::ostream& out, Options options);
std::unique_ptr<Writer> make_csv(std::ostream& out, const Options& options);
std::unique_ptr<Writer> make_stat(std::ostream& out, Options options);

/// The time that a list of updates shows: the publisher's, else that of the observation.
inline std::optional<Instant> shown_time(const Item& item) {
    return item.date_published ? item.date_published : item.observed;
}

/// What a record is called where a shape needs a title: its own, else the start of its text.
std::string title_of(const Item& item);

/// For people: when the state that a record tells of came to be, as far as that is known.
std::string span_of(const Item& item, const time::Zone& zone);

/// For people: until when that state stood, or when it was last seen; empty if that is not known.
std::string end_of(const Item& item, const time::Zone& zone);

/// For people: the key with the number of the revision.
std::string name_of_revision(const Item& item);

/// For people: the class, notice and evidence of a change, "text, no notice"; empty if it has none.
std::string judgement_of(const Item& item);

}  // namespace stet::out
