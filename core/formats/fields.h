#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/passage.h"
#include "markup/node.h"
#include "model/item.h"
#include "time/zone.h"

namespace stet::formats {

/// The value of the highest rank that was offered, of equal ones the first.
template <class T>
struct Best {
    T value{};
    int rank = 0;

    void offer(int offered_rank, T offered) {
        if (offered_rank > rank) {
            value = std::move(offered);
            rank = offered_rank;
        }
    }
};

/// What a feed says of its language, tidied if it is a language tag at all.
std::string language_of(std::string_view text);

/// An instant, where a feed writes one; `zone` is for those that name none.
std::optional<Instant> instant_of(std::string_view text, const time::Zone& zone);

/// A person as RSS writes one: `mail (Name)`, `Name (mail)`, `Name <mail>`, a name, a mail address.
Author author_of(std::string_view text);

/// A person of an element: children name, email, uri (url, homepage) as Atom has them, else text.
Author author_of(const markup::Node& node, const Scope& scope);

/// The persons of a text with links as markup: the words and the address of each.
std::vector<Author> authors_in_markup(std::string_view text, const Scope& scope);

/// Adds a person who is not there yet. One who is known only by a mail address gives way to others.
void add_author(std::vector<Author>& authors, Author author);

/// The persons that an element's children name, by the rank of the words that name them.
class People {
  public:
    void add(int rank, Author author);
    /// The best first. itunes:author and its like name the programme as often as a person: they
    /// count where there are no others.
    std::vector<Author> finish();

  private:
    std::vector<std::pair<int, Author>> people_;
};

/// Adds a tag that is not there yet.
void add_tag(std::vector<std::string>& tags, std::string_view tag);

/// Adds each of the tags in a list with commas.
void add_keywords(std::vector<std::string>& tags, std::string_view list);

/// Adds an attachment; one of the same address takes over what it did not know.
void add_attachment(std::vector<Attachment>& attachments, Attachment attachment);

/// An attachment of an element, by attributes as enclosure, link and media:content have them.
Attachment attachment_of(const markup::Node& node, const Scope& scope);

/// `1:02:03`, `62:03`, `3723`: seconds.
std::optional<double> seconds_of(std::string_view duration);

/// A link element of Atom, or of RSS, which has its address as text.
struct Link {
    std::string relation;  ///< registered name in lower case; `alternate` where none is given
    std::string url;
    std::string type;
    bool is_exact = true;  ///< the relation is written as it is registered
    bool is_page() const;  ///< leads to something to read, not to data
};
Link link_of(const markup::Node& node, const Scope& scope);

/// The rank of an alternate link whose element has `rank`.
int rank_of(const Link& link, int rank);

/// The address of a picture: href or url of the element, its child `url`, its text.
std::string picture_of(const markup::Node& node, const Scope& scope);

}  // namespace stet::formats
