#include "markup/tokens.h"

#include "text/ascii.h"

namespace stet::markup {

namespace {

constexpr std::size_t npos = std::string_view::npos;

}  // namespace

bool Tokens::next(Token& token) {
    while (at_ < html_.size()) {
        if (html_[at_] == '<') {
            if (markup(token))
                return true;
            continue;
        }
        const std::size_t end = html_.find('<', at_);
        token.kind = Token::Kind::text;
        token.text = html_.substr(at_, end == npos ? npos : end - at_);
        at_ += token.text.size();
        return true;
    }
    return false;
}

/// What begins at a `<`; false where it is nothing to anyone.
bool Tokens::markup(Token& token) {
    if (raw_section(token))
        return true;
    if (const std::size_t end = tags_.end_of_other(at_); end != npos) {
        at_ = end;
        return false;
    }
    if (const std::optional<Tag> tag = tags_.tag(at_)) {
        token.kind = tag->closing ? Token::Kind::end : Token::Kind::start;
        token.tag = *tag;
        at_ = tag->end;
        return true;
    }
    token.kind = Token::Kind::text;
    token.text = html_.substr(at_, 1);
    ++at_;
    return true;
}

bool Tokens::raw_section(Token& token) {
    constexpr std::string_view begin = "<![CDATA[", end = "]]>";
    if (at_ >= no_raw_end_from_ || !html_.substr(at_).starts_with(begin))
        return false;
    const std::size_t content = at_ + begin.size();
    const std::size_t stop = html_.find(end, content);
    if (stop == npos) {
        no_raw_end_from_ = at_;
        return false;
    }
    token.kind = Token::Kind::raw;
    token.text = html_.substr(content, stop - content);
    at_ = stop + end.size();
    return true;
}

void Tokens::skip(const Tag& tag, bool nests) {
    if (tag.self_closing)
        return;
    std::size_t depth = 1;
    while (depth > 0) {
        const std::size_t close = tags_.end_tag_of(tag.name, at_);
        if (close == npos)
            return;
        if (nests)
            depth += opened_between(tag.name, at_, close);
        --depth;
        const std::optional<Tag> end = tags_.tag(close);
        at_ = end ? end->end : close + 2;
    }
}

std::size_t Tokens::opened_between(std::string_view name, std::size_t from, std::size_t to) const {
    std::size_t opened = 0;
    for (std::size_t at = html_.find('<', from); at < to; at = html_.find('<', at + 1)) {
        const std::string_view rest = html_.substr(at + 1, name.size() + 1);
        if (rest.size() > name.size() && text::istarts_with(rest, name) &&
            !text::is_alnum(rest.back()))
            ++opened;
    }
    return opened;
}

}  // namespace stet::markup
