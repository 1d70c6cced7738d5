#include "markup/tags.h"

#include "text/ascii.h"
#include "text/entities.h"

namespace stet::markup {

namespace {

constexpr std::size_t npos = std::string_view::npos;

bool ends_name(char c) {
    return text::is_space(c) || c == '/' || c == '>';
}

std::size_t skip_spaces(std::string_view text, std::size_t at) {
    while (at < text.size() && text::is_space(text[at]))
        ++at;
    return at;
}

/// `onerror=`: behind a slash in a value without quotes some readers see an attribute of its own,
/// so it must be none of the value.
bool begins_handler(std::string_view text) {
    if (!text::istarts_with(text, "on"))
        return false;
    std::size_t end = 2;
    while (end < text.size() && text::is_alpha(text[end]))
        ++end;
    return end > 2 && end < text.size() && text[end] == '=';
}

}  // namespace

/// Where the tag ends whose attributes begin at `at`: past its `>`; npos if its quotes run out.
std::size_t TagReader::quoted_end(std::size_t at) {
    while (at < text_.size()) {
        if (text_[at] == '>')
            return at + 1;
        if (text_[at] != '=') {
            ++at;
            continue;
        }
        at = skip_spaces(text_, at + 1);
        if (at >= text_.size())
            break;
        const char quote = text_[at];
        if (quote == '"' || quote == '\'') {
            const std::size_t end = text_.find(quote, at + 1);
            if (end == npos)
                break;
            at = end + 1;
        } else {
            while (at < text_.size() && !text::is_space(text_[at]) && text_[at] != '>')
                ++at;
        }
    }
    return npos;
}

std::optional<Tag> TagReader::tag(std::size_t at) {
    Tag tag;
    tag.begin = at;
    std::size_t from = at + 1;
    if (from < text_.size() && text_[from] == '/') {
        tag.closing = true;
        ++from;
    }
    if (from >= text_.size() || !text::is_alpha(text_[from]) || from >= no_gt_from_)
        return std::nullopt;
    std::size_t name_end = from;
    while (name_end < text_.size() && !ends_name(text_[name_end]))
        ++name_end;
    tag.name = text_.substr(from, name_end - from);

    // A quote that is never closed would make the rest of the text one tag. Such a tag ends at its
    // first `>`; after a few of them quotes are no longer believed, or each would be searched to
    // the end of the text.
    constexpr std::size_t failures_believed = 8;
    tag.end = failures_ < failures_believed ? quoted_end(name_end) : npos;
    if (tag.end == npos) {
        ++failures_;
        const std::size_t gt = text_.find('>', name_end);
        if (gt == npos) {
            no_gt_from_ = from;
            return std::nullopt;
        }
        tag.end = gt + 1;
    }
    tag.attributes = text_.substr(name_end, tag.end - 1 - name_end);
    tag.self_closing = tag.attributes.ends_with('/');
    return tag;
}

std::size_t TagReader::end_of_other(std::size_t at) {
    const std::string_view rest = text_.substr(at);
    if (rest.size() < 2)
        return npos;
    const char second = rest[1];
    const bool bogus_end_tag = second == '/' && rest.size() > 2 && !text::is_alpha(rest[2]);
    if (second != '!' && second != '?' && !bogus_end_tag)
        return npos;
    // `<!` with a blank or a quote behind it was never meant as markup.
    if (second == '!' && rest.size() > 2 && !text::is_alpha(rest[2]) &&
        std::string_view("-[>").find(rest[2]) == npos)
        return npos;
    if (rest.starts_with("<!--") && at < no_comment_end_from_) {
        if (rest.starts_with("<!-->"))
            return at + 5;
        if (rest.starts_with("<!--->"))
            return at + 6;
        std::size_t end = text_.find("--", at + 4);
        while (end != npos) {
            if (text_.substr(end).starts_with("-->"))
                return end + 3;
            if (text_.substr(end).starts_with("--!>"))
                return end + 4;
            end = text_.find("--", end + 1);
        }
        no_comment_end_from_ = at;
    }
    // A comment that is never closed ends at its first `>`, so that the text goes on.
    if (at >= no_gt_from_)
        return npos;
    const std::size_t gt = text_.find('>', at);
    if (gt == npos) {
        no_gt_from_ = at;
        return npos;
    }
    return gt + 1;
}

std::size_t TagReader::end_tag_of(std::string_view name, std::size_t from) {
    const std::string key = '<' + text::lower(name) + '>';
    if (missing_.find(key) != npos)
        return npos;
    for (std::size_t at = text_.find("</", from); at != npos; at = text_.find("</", at + 2)) {
        const std::string_view found = text_.substr(at + 2);
        if (found.size() > name.size() && ends_name(found[name.size()]) &&
            text::istarts_with(found, name))
            return at;
    }
    missing_ += key;
    return npos;
}

std::optional<RawAttribute> next_attribute(std::string_view& attributes) {
    std::size_t at = 0;
    while (at < attributes.size() && (text::is_space(attributes[at]) || attributes[at] == '/'))
        ++at;
    if (at >= attributes.size()) {
        attributes = {};
        return std::nullopt;
    }
    RawAttribute attribute;
    std::size_t end = at + 1;  // an `=` in the first place belongs to the name
    while (end < attributes.size() && !ends_name(attributes[end]) && attributes[end] != '=')
        ++end;
    attribute.name = attributes.substr(at, end - at);
    at = skip_spaces(attributes, end);
    if (at >= attributes.size() || attributes[at] != '=') {
        attributes.remove_prefix(end);
        return attribute;
    }
    at = skip_spaces(attributes, at + 1);
    if (at < attributes.size() && (attributes[at] == '"' || attributes[at] == '\'')) {
        end = attributes.find(attributes[at], at + 1);
        attribute.value = attributes.substr(at + 1, end == npos ? npos : end - at - 1);
        attributes.remove_prefix(end == npos ? attributes.size() : end + 1);
        return attribute;
    }
    end = at;
    while (end < attributes.size() && !text::is_space(attributes[end]) && attributes[end] != '>' &&
           !(attributes[end] == '/' && begins_handler(attributes.substr(end + 1))))
        ++end;
    attribute.value = attributes.substr(at, end - at);
    attributes.remove_prefix(end);
    return attribute;
}

std::string decode_attribute(std::string_view value) {
    std::string out;
    out.reserve(value.size());
    std::size_t at = 0;
    while (at < value.size()) {
        const std::size_t reference = value.find('&', at);
        out += value.substr(at, reference == npos ? npos : reference - at);
        if (reference == npos)
            break;
        if (value.substr(reference, 5) == "&amp;") {  // nearly all are
            out += '&';
            at = reference + 5;
            continue;
        }
        std::size_t end = reference + 1;
        if (end < value.size() && value[end] == '#')
            ++end;
        while (end < value.size() && text::is_alnum(value[end]))
            ++end;
        const bool whole = end < value.size() && value[end] == ';';
        const bool bare = end >= value.size() || value[end] != '=';
        const std::string_view found = value.substr(reference, end - reference + (whole ? 1 : 0));
        if (whole || found.starts_with("&#")) {
            out += text::decode_entities(found);
        } else if (bare) {
            // Without its semicolon a name must be known as a whole: `&copy` but not `&copyleft`.
            const std::string decoded = text::decode_entities(found);
            out += decoded == text::entity(found.substr(1)) ? std::string_view(decoded) : found;
        } else {
            out += found;
        }
        at = reference + found.size();
    }
    return out;
}

}  // namespace stet::markup
