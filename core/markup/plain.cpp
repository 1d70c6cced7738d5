#include "markup/plain.h"

#include "markup/elements.h"
#include "markup/html.h"
#include "text/ascii.h"
#include "text/space.h"

namespace stet::markup {

namespace {

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
            std::size_t end = at + 1;
            while (end < part.size() && !text::is_space(part[end]))
                ++end;
            word(part.substr(at, end - at));
            at = end;
        }
    }

    void paragraph() { pending_ = Break::paragraph; }
    void line() { break_by(Break::line); }
    /// A `br`; two of them part paragraphs.
    void line_end() { break_by(++line_ends_ > 1 ? Break::paragraph : Break::line); }
    void cell() { break_by(Break::cell); }

    std::string finish() const {
        std::string tidied;
        for (std::string_view cells = out_;;) {
            const std::size_t tab = cells.find('\t');
            tidied += text::tidy(cells.substr(0, tab));
            if (tab == std::string_view::npos)
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

bool is_unread(const Node& node) {
    const Element* const known = element(node.name);
    return known && (known->has(Element::unwanted) || known->name == "head");
}

/// What an element puts between its content and what stands before and after it.
void part(PlainText& out, const Node& node) {
    if (node.name == "li" || node.name == "tr" || node.name == "dt" || node.name == "dd") {
        out.line();
    } else if (node.name == "td" || node.name == "th") {
        if (node.previous)
            out.cell();
    } else if (const Element* const known = element(node.name);
               known && known->has(Element::block)) {
        const bool row_group = known->sibling == Element::Sibling::row_group;
        row_group ? out.line() : out.paragraph();
    }
}

}  // namespace

std::string plain_text(const Node& top) {
    PlainText out;
    std::size_t preformatted = 0;
    const Node* node = &top;
    while (node) {
        if (node->kind == Node::Kind::text) {
            out.text(node->text, preformatted > 0);
        } else if (node == &top || !is_unread(*node)) {
            if (node->name == "br")
                out.line_end();
            else
                part(out, *node);
            if (node->first_child) {
                preformatted += node->name == "pre" ? 1 : 0;
                node = node->first_child;
                continue;
            }
        }
        while (node != &top && !node->next) {
            node = node->parent;
            preformatted -= node->name == "pre" ? 1 : 0;
            part(out, *node);
        }
        node = node == &top ? nullptr : node->next;
    }
    return out.finish();
}

std::string plain_text(std::string_view html) {
    if (html.find_first_of("<&") == std::string_view::npos)
        return text::tidy(html);
    const Tree tree = parse_html_fragment(html);
    return plain_text(tree.root());
}

std::string inner_text(const Node& top) {
    std::string out;
    for (const Node* node = &top; node; node = following(*node, &top))
        if (node->kind == Node::Kind::text)
            out += node->text;
    return out;
}

}  // namespace stet::markup
