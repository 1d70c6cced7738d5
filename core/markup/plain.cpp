#include "markup/plain.h"

#include <utility>

#include "markup/elements.h"
#include "markup/tokens.h"
#include "text/ascii.h"
#include "text/entities.h"
#include "text/scan.h"
#include "text/space.h"

namespace stet::markup {

namespace {

constexpr std::size_t npos = std::string_view::npos;

/// Where the words end that single blanks part, from `at` on.
std::size_t end_of_words(std::string_view words, std::size_t at) {
    while (words.size() - at > sizeof(text::Bytes)) {
        const text::Bytes here = text::bytes_at(words.data() + at);
        const text::Bytes next = text::bytes_at(words.data() + at + 1);
        const std::size_t place = text::first_of((here < 0x20) | ((here == ' ') & (next <= 0x20)));
        at += place;
        if (place < sizeof(text::Bytes))
            break;
    }
    while (at < words.size()) {
        if (!text::is_space(words[at]))
            ++at;
        else if (words[at] == ' ' && at + 1 < words.size() && !text::is_space(words[at + 1]))
            at += 2;
        else
            break;
    }
    return at;
}

/// Whether there may be blanks and invisible characters beyond ASCII: U+0085, U+00A0, U+00AD, and
/// those of U+1680, U+2000 to U+206F, U+3000 and U+FEFF.
bool may_hold_wide_blanks(std::string_view words) {
    const auto may_lead = [](auto c) {
        return (c == 0xC2) | ((c >= 0xE1) & (c <= 0xE3)) | (c == 0xEF);
    };
    for (std::size_t at = 0; (at = text::find_byte(words, at, may_lead)) + 1 < words.size(); ++at) {
        const auto lead = static_cast<unsigned char>(words[at]);
        const auto second = static_cast<unsigned char>(words[at + 1]);
        const auto third = static_cast<unsigned char>(at + 2 < words.size() ? words[at + 2] : '\0');
        if ((lead == 0xC2 && (second == 0x85 || second == 0xA0 || second == 0xAD)) ||
            (lead == 0xE1 && second == 0x9A) ||
            (lead == 0xE2 && second == 0x80 && (third < 0x90 || third >= 0xA8)) ||
            (lead == 0xE2 && second == 0x81) || (lead == 0xE3 && second == 0x80) ||
            (lead == 0xEF && second == 0xBB))
            return true;
    }
    return false;
}

/// Gathers text with the blanks of its source folded and the breaks of its elements in their place.
class PlainText {
  public:
    void text(std::string_view part, bool preformatted) {
        for (std::size_t at = 0; at < part.size();) {
            const char c = part[at];
            if (preformatted && (c == '\n' || c == '\t')) {
                if (c == '\n')
                    line_end();
                else
                    space_ = true;
                ++at;
                continue;
            }
            if (text::is_space(c)) {
                space_ = true;
                ++at;
                continue;
            }
            const std::size_t end = end_of_words(part, at);
            word(part.substr(at, end - at));
            at = end;
        }
    }

    void paragraph() { pending_ = Break::paragraph; }
    void line() { break_by(Break::line); }
    /// A `br`; two of them part paragraphs.
    void line_end() { break_by(++line_ends_ > 1 ? Break::paragraph : Break::line); }
    void cell() { break_by(Break::cell); }

    std::string finish() {
        if (!may_hold_wide_blanks(out_))
            return std::move(out_);
        std::string tidied;
        for (std::string_view cells = out_;;) {
            const std::size_t tab = cells.find('\t');
            tidied += text::tidy(cells.substr(0, tab));
            if (tab == npos)
                return tidied;
            tidied += '\t';
            cells.remove_prefix(tab + 1);
        }
    }

  private:
    enum class Break { none, cell, line, paragraph };

    void break_by(Break kind) {
        if (kind > pending_)
            pending_ = kind;
    }

    void word(std::string_view characters) {
        if (!out_.empty()) {
            switch (pending_) {
                case Break::none:
                    if (space_)
                        out_ += ' ';
                    break;
                case Break::cell:
                    out_ += '\t';
                    break;
                case Break::line:
                    out_ += '\n';
                    break;
                case Break::paragraph:
                    out_ += "\n\n";
                    break;
            }
        }
        pending_ = Break::none;
        line_ends_ = 0;
        space_ = false;
        out_ += characters;
    }

    std::string out_;
    Break pending_ = Break::none;
    std::size_t line_ends_ = 0;
    bool space_ = false;
};

/// Scripts, styles, forms and the like: nobody reads what they hold.
bool is_unread(const Element* known) {
    return known && (known->has(Element::unwanted) || known->name == "head");
}

/// What an element puts between its content and what stands before and after it.
void part(PlainText& out, const Element* known) {
    if (!known || !known->has(Element::block))
        return;
    switch (known->sibling) {
        case Element::Sibling::item:
        case Element::Sibling::definition:
        case Element::Sibling::row:
        case Element::Sibling::row_group:
            out.line();
            break;
        case Element::Sibling::cell:  // the first of a row has the row's break before it
            out.cell();
            break;
        default:
            out.paragraph();
            break;
    }
}

/// Reads HTML as it comes. Only blocks are kept in mind; all others leave text as it stands.
class Reading {
  public:
    explicit Reading(std::string_view html) : tokens_(html) {}

    std::string run() {
        Token token;
        while (tokens_.next(token)) {
            switch (token.kind) {
                case Token::Kind::text:
                    text(token.text);
                    break;
                case Token::Kind::raw:
                    out_.text(token.text, preformatted_ > 0);
                    break;
                case Token::Kind::start:
                    start(token.tag);
                    break;
                case Token::Kind::end:
                    end(token.tag);
                    break;
            }
        }
        return out_.finish();
    }

  private:
    void text(std::string_view raw) {
        if (raw.find('&') == npos)
            out_.text(raw, preformatted_ > 0);
        else
            out_.text(text::decode_entities(raw), preformatted_ > 0);
    }

    void start(const Tag& tag) {
        const Element* const known = element(tag.name);
        if (is_unread(known)) {
            tokens_.skip(tag, !known->has(Element::raw_text));
            return;
        }
        if (known && known->name == "br") {
            out_.line_end();
            break_end_ = tag.end;
            return;
        }
        if (!known || !known->has(Element::block))
            return;
        close(open_.closed_by_start(*known));
        part(out_, known);
        if (known->has(Element::hollow) || open_.depth() >= max_depth)
            return;
        open_.push(known, known->name);
        preformatted_ += known->name == "pre" ? 1 : 0;
    }

    void end(const Tag& tag) {
        const Element* const known = element(tag.name);
        if (!known)
            return;
        if (known->name == "br") {
            if (tag.begin != break_end_)  // `<br></br>` is one
                out_.line_end();
        } else if (known->has(Element::block)) {
            close(open_.closed_by_end(known, known->name));
        }
    }

    void close(std::size_t count) {
        for (; count > 0; --count) {
            const Element* const closed = open_.pop().element;
            part(out_, closed);
            preformatted_ -= closed->name == "pre" ? 1 : 0;
        }
    }

    Tokens tokens_;
    PlainText out_;
    OpenElements open_;
    std::size_t preformatted_ = 0;  // how many `pre` are open
    std::size_t break_end_ = npos;  // where the last `<br>` ended
};

}  // namespace

std::string plain_text(const Node& top) {
    PlainText out;
    std::size_t preformatted = 0;
    const Node* node = &top;
    while (node) {
        const Element* const known =
            node->kind == Node::Kind::element ? element(node->name) : nullptr;
        if (node->kind == Node::Kind::text) {
            out.text(node->text, preformatted > 0);
        } else if (node == &top || !is_unread(known)) {
            if (node->name == "br")
                out.line_end();
            else
                part(out, known);
            if (node->first_child) {
                preformatted += node->name == "pre" ? 1 : 0;
                node = node->first_child;
                continue;
            }
        }
        while (node != &top && !node->next) {
            node = node->parent;
            preformatted -= node->name == "pre" ? 1 : 0;
            part(out, element(node->name));
        }
        node = node == &top ? nullptr : node->next;
    }
    return out.finish();
}

std::string plain_text(std::string_view html) {
    if (html.find('<') == npos && html.find('&') == npos)
        return text::tidy(html);
    return Reading(html).run();
}

std::string inner_text(const Node& top) {
    std::string out;
    for (const Node* node = &top; node; node = following(*node, &top))
        if (node->kind == Node::Kind::text)
            out += node->text;
    return out;
}

}  // namespace stet::markup
