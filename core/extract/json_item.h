#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/candidate.h"
#include "json/value.h"

/// Objects of JSON by the names that interfaces of editorial systems give their members.
namespace stet::page {

/// Names in lower case, without `_` and `-`, the surest first: `published_at`, `publishedAt`.
using MemberNames = std::span<const std::string_view>;

extern const MemberNames id_members, title_members, body_members, time_members, change_members,
    author_members, url_members, summary_members;

/// The member of an object that has the first of the names and is not empty.
json::Value named(const json::Value& object, MemberNames names);

/// A string, a number as it is written, the text in an object that holds one.
std::string text_of(const json::Value& value);
/// The same on one line, without markup.
std::string line_of(const json::Value& value);
/// A date, seconds or milliseconds since 1970.
When when_of_value(const json::Value& value);
/// A name, an object with one, a list of them.
void add_authors(const json::Value& value, std::vector<Author>& authors);

bool is_markup(std::string_view text);

/// Texts that make up a body: markup and plain text, one after the other.
class BodyParts {
  public:
    void add(std::string_view part);
    /// All the text that a value holds: a text, a list of paragraphs, blocks that have texts.
    void add_all(const json::Value& value, int depth = 0);

    bool has_markup() const { return !html_.empty(); }
    /// Where there is no markup.
    std::string plain() const;
    std::string html() const;

  private:
    std::vector<std::string> html_;
    std::string plain_;
};

}  // namespace stet::page
