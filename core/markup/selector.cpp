#include "markup/selector.h"

#include <optional>

#include "text/ascii.h"
#include "text/cat.h"
#include "text/utf8.h"

namespace stet::markup::selector {

namespace {

using Kind = Simple::Kind;
using Compare = Simple::Compare;

// What a person types is short; lists in lists in lists are nobody's.
constexpr std::size_t max_size = 4096;
constexpr std::size_t max_nesting = 8;

struct PseudoClass {
    std::string_view name;
    Kind kind;
};
constexpr PseudoClass plain_classes[] = {
    {"first-child", Kind::first_child},
    {"last-child", Kind::last_child},
    {"only-child", Kind::only_child},
    {"first-of-type", Kind::first_of_type},
    {"last-of-type", Kind::last_of_type},
    {"only-of-type", Kind::only_of_type},
    {"empty", Kind::empty},
    {"root", Kind::root},
};
constexpr PseudoClass counting_classes[] = {
    {"nth-child", Kind::nth_child},
    {"nth-last-child", Kind::nth_last_child},
    {"nth-of-type", Kind::nth_of_type},
    {"nth-last-of-type", Kind::nth_last_of_type},
};
constexpr PseudoClass list_classes[] = {
    {"is", Kind::is},       {"where", Kind::is}, {"matches", Kind::is},
    {"not", Kind::none_of}, {"has", Kind::has},
};

template <std::size_t count>
std::optional<Kind> kind_of(const PseudoClass (&classes)[count], std::string_view name) {
    for (const PseudoClass& one : classes)
        if (one.name == name)
            return one.kind;
    return std::nullopt;
}

/// `2n+1`, `odd`, `-n + 3`, `4`: step and offset.
bool read_formula(std::string_view formula, Simple& out) {
    std::string text;
    for (char c : text::lower(formula))
        if (!text::is_space(c))
            text += c;
    if (text == "odd" || text == "even") {
        out.step = 2;
        out.offset = text == "odd" ? 1 : 0;
        return true;
    }
    const auto number = [](std::string_view digits) -> std::optional<long> {
        if (digits.starts_with('+'))
            digits.remove_prefix(1);
        const auto value = text::parse_number<long>(digits);
        constexpr long largest = 1'000'000;
        return value && *value <= largest && *value >= -largest ? value : std::nullopt;
    };
    const std::size_t n = text.find('n');
    std::string_view offset = text;
    if (n != std::string::npos) {
        const std::string_view step = offset.substr(0, n);
        offset.remove_prefix(n + 1);
        const auto value = step.empty() || step == "+" ? 1 : step == "-" ? -1 : number(step);
        if (!value)
            return false;
        out.step = *value;
        if (offset.empty())
            return true;
        if (offset[0] != '+' && offset[0] != '-')
            return false;
    }
    const auto value = number(offset);
    out.offset = value.value_or(0);
    return value.has_value();
}

/// A parser by recursive descent; `fault_` stops it.
class Parser {
  public:
    explicit Parser(std::string_view css) : css_(css) {}

    Result<List> run() {
        if (css_.size() > max_size)
            fail("too long a selector");
        List list = read_list(false, 0);
        if (fault_.empty() && at_ < css_.size())
            fail("unexpected");
        if (fault_.empty())
            return list;
        return Error{Error::Kind::usage,
                     text::cat("no selector '", css_.substr(0, 200), "': ", fault_),
                     {},
                     {}};
    }

  private:
    bool done() const { return at_ >= css_.size() || !fault_.empty(); }
    char peek() const { return at_ < css_.size() ? css_[at_] : '\0'; }
    bool take(char c) {
        if (peek() != c || done())
            return false;
        ++at_;
        return true;
    }
    void spaces() {
        while (at_ < css_.size() && text::is_space(css_[at_]))
            ++at_;
    }
    void fail(std::string_view what) {
        if (!fault_.empty())
            return;
        fault_ = at_ < css_.size() ? text::cat(what, " at '", css_.substr(at_, 20), '\'')
                                   : text::cat(what, " at its end");
    }

    List read_list(bool relative, std::size_t nesting) {
        List list;
        do {
            spaces();
            list.push_back(read_complex(relative, nesting));
            spaces();
        } while (take(','));
        return list;
    }

    std::optional<Combinator> read_combinator() {
        const std::size_t before = at_;
        spaces();
        std::optional<Combinator> combinator;
        if (take('>'))
            combinator = Combinator::child;
        else if (take('+'))
            combinator = Combinator::next;
        else if (take('~'))
            combinator = Combinator::later;
        spaces();
        if (!combinator && at_ > before && !done() && peek() != ',' && peek() != ')')
            combinator = Combinator::descendant;
        return combinator;
    }

    Complex read_complex(bool relative, std::size_t nesting) {
        Complex complex;
        std::optional<Combinator> combinator;
        if (relative)
            combinator = read_combinator();
        do {
            Compound compound = read_compound(nesting);
            compound.combinator = combinator.value_or(Combinator::descendant);
            complex.compounds.push_back(std::move(compound));
            combinator = read_combinator();
        } while (combinator && fault_.empty());
        return complex;
    }

    Compound read_compound(std::size_t nesting) {
        Compound compound;
        const std::size_t start = at_;
        if (!take('*') && starts_identifier()) {
            Simple type;
            type.name = text::lower(identifier());
            compound.parts.push_back(std::move(type));
        }
        while (!done()) {
            if (take('#'))
                named(compound, Kind::id);
            else if (take('.'))
                named(compound, Kind::css_class);
            else if (take('['))
                attribute(compound);
            else if (take(':'))
                pseudo_class(compound, nesting);
            else
                break;
        }
        if (at_ == start)
            fail("a name is missing");
        return compound;
    }

    void named(Compound& compound, Kind kind) {
        Simple simple;
        simple.kind = kind;
        simple.name = identifier();
        if (simple.name.empty())
            fail("a name is missing");
        compound.parts.push_back(std::move(simple));
    }

    void attribute(Compound& compound) {
        Simple simple;
        simple.kind = Kind::attribute;
        spaces();
        simple.name = text::lower(identifier());
        spaces();
        if (simple.name.empty())
            fail("a name is missing");
        if (!take(']')) {
            comparison(simple);
            spaces();
            simple.value = peek() == '"' || peek() == '\'' ? quoted() : identifier();
            spaces();
            if (take('i') || take('I'))
                simple.any_case = true;
            spaces();
            if (!take(']'))
                fail("a ] is missing");
        }
        compound.parts.push_back(std::move(simple));
    }

    void comparison(Simple& simple) {
        constexpr std::pair<char, Compare> signs[] = {
            {'~', Compare::word}, {'|', Compare::dash},     {'^', Compare::starts},
            {'$', Compare::ends}, {'*', Compare::contains},
        };
        simple.compare = Compare::equal;
        for (const auto& [sign, compare] : signs)
            if (take(sign))
                simple.compare = compare;
        if (!take('='))
            fail("a = is missing");
    }

    void pseudo_class(Compound& compound, std::size_t nesting) {
        const std::size_t start = at_;
        const std::string name = text::lower(identifier());
        Simple simple;
        if (const auto kind = kind_of(plain_classes, name)) {
            simple.kind = *kind;
        } else if (const auto counting = kind_of(counting_classes, name); counting && take('(')) {
            simple.kind = *counting;
            const std::size_t end = css_.find(')', at_);
            if (end == std::string_view::npos ||
                !read_formula(css_.substr(at_, end - at_), simple)) {
                fail("no count");
                return;
            }
            at_ = end + 1;
        } else if (const auto of = kind_of(list_classes, name);
                   of && nesting < max_nesting && take('(')) {
            simple.kind = *of;
            simple.list = read_list(*of == Kind::has, nesting + 1);
            if (!take(')'))
                fail("a ) is missing");
        } else {
            at_ = start;
            fail("unknown pseudo-class");
        }
        compound.parts.push_back(std::move(simple));
    }

    bool starts_identifier() const {
        const char c = peek();
        return text::is_alpha(c) || c == '_' || c == '-' || c == '\\' ||
               static_cast<unsigned char>(c) >= 0x80;
    }

    /// A name; it may begin with a digit too, as ids and unquoted values do that people type.
    std::string identifier() {
        std::string name;
        while (!done() && (starts_identifier() || text::is_digit(peek()))) {
            if (peek() == '\\')
                escape(name);
            else
                name += css_[at_++];
        }
        return name;
    }

    std::string quoted() {
        const char quote = css_[at_++];
        std::string value;
        while (!done() && peek() != quote) {
            if (peek() == '\\')
                escape(value);
            else
                value += css_[at_++];
        }
        if (!take(quote))
            fail("a quote is missing");
        return value;
    }

    /// `\31 ` is a code point in hexadecimal, `\.` the sign itself.
    void escape(std::string& out) {
        ++at_;
        std::size_t digits = 0;
        std::uint32_t code = 0;
        constexpr std::size_t most_digits = 6;
        while (digits < most_digits && at_ + digits < css_.size()) {
            const char c = text::to_lower(css_[at_ + digits]);
            if (!text::is_digit(c) && (c < 'a' || c > 'f'))
                break;
            code =
                code * 16 + static_cast<std::uint32_t>(text::is_digit(c) ? c - '0' : c - 'a' + 10);
            ++digits;
        }
        if (digits > 0) {
            at_ += digits;
            if (text::is_space(peek()))
                ++at_;
            text::append_utf8(out, code);
        } else if (at_ < css_.size()) {
            out += css_[at_++];
        } else {
            fail("an escape of nothing");
        }
    }

    std::string_view css_;
    std::size_t at_ = 0;
    std::string fault_;
};

}  // namespace

Result<List> parse(std::string_view css) {
    return Parser(css).run();
}

}  // namespace stet::markup::selector
