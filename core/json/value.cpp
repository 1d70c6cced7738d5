#include "json/value.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include <simdjson.h>

#include "json/unescape.h"
#include "json/writer.h"
#include "text/ascii.h"
#include "text/cat.h"

namespace stet::json {

namespace ondemand = simdjson::ondemand;

namespace {

constexpr std::size_t max_depth = 256;
constexpr std::size_t padding = simdjson::SIMDJSON_PADDING;

/// A value. Nodes stand in the order of the text: the children of node n begin at n + 1, and
/// `next` is the node after all that n holds.
struct Node {
    std::uint32_t name_at = 0, name_size = 0;
    std::uint32_t at = 0;    ///< characters of a string, text of a number
    std::uint32_t size = 0;  ///< of them; else the number of children; 1 for true
    std::uint32_t next = 0;
    Type type = Type::none;
};

std::string_view trim_end(std::string_view token) {
    while (!token.empty() && text::is_space(token.back()))
        token.remove_suffix(1);
    return token;
}

std::size_t count_digits(std::string_view text) {
    std::size_t count = 0;
    while (count < text.size() && text::is_digit(text[count]))
        ++count;
    return count;
}

/// The grammar of RFC 8259, section 6.
bool is_number(std::string_view text) {
    if (!text.empty() && text.front() == '-')
        text.remove_prefix(1);
    const std::size_t whole = count_digits(text);
    if (whole == 0 || (whole > 1 && text.front() == '0'))
        return false;
    text.remove_prefix(whole);
    if (!text.empty() && text.front() == '.') {
        text.remove_prefix(1);
        const std::size_t fraction = count_digits(text);
        if (fraction == 0)
            return false;
        text.remove_prefix(fraction);
    }
    if (!text.empty() && (text.front() == 'e' || text.front() == 'E')) {
        text.remove_prefix(1);
        if (!text.empty() && (text.front() == '+' || text.front() == '-'))
            text.remove_prefix(1);
        const std::size_t exponent = count_digits(text);
        if (exponent == 0)
            return false;
        text.remove_prefix(exponent);
    }
    return text.empty();
}

/// Walks over simdjson's tokens and keeps them as nodes.
class Reading {
  public:
    Reading(std::string& text, std::vector<Node>& nodes) : text_(text), nodes_(nodes) {}

    const char* fault() const { return fault_; }

    bool read(ondemand::value value, Node named, std::size_t depth) {
        ondemand::json_type type;
        if (value.type().get(type))
            return fail("something that is no value");
        switch (type) {
            case ondemand::json_type::object:
                return depth == max_depth ? fail("too many levels") : object(value, named, depth);
            case ondemand::json_type::array:
                return depth == max_depth ? fail("too many levels") : array(value, named, depth);
            case ondemand::json_type::string:
                return string(value.raw_json_token(), named);
            default:
                return scalar(trim_end(value.raw_json_token()), named);
        }
    }

  private:
    bool fail(const char* fault) {
        fault_ = fault;
        return false;
    }

    std::uint32_t offset(const char* at) const {
        return static_cast<std::uint32_t>(at - text_.data());
    }
    std::uint32_t here() const { return static_cast<std::uint32_t>(nodes_.size()); }

    void open(Node node, Type type) {
        node.type = type;
        nodes_.push_back(node);
    }
    void close(std::uint32_t self, std::uint32_t count) {
        nodes_[self].size = count;
        nodes_[self].next = here();
    }

    bool array(ondemand::value value, Node named, std::size_t depth) {
        const std::uint32_t self = here();
        open(named, Type::array);
        ondemand::array elements;
        if (value.get_array().get(elements))
            return fail("a broken array");
        std::uint32_t count = 0;
        for (auto element : elements) {
            ondemand::value child;
            if (element.get(child))
                return fail("a broken array");
            if (!read(child, {}, depth + 1))
                return false;
            ++count;
        }
        close(self, count);
        return true;
    }

    bool object(ondemand::value value, Node named, std::size_t depth) {
        const std::uint32_t self = here();
        open(named, Type::object);
        ondemand::object members;
        if (value.get_object().get(members))
            return fail("a broken object");
        std::uint32_t count = 0;
        for (auto member : members) {
            ondemand::field field;
            if (std::move(member).get(field))
                return fail("a broken object");
            Node child;
            if (!name(field.key().raw(), child))
                return fail("a broken name");
            if (!read(field.value(), child, depth + 1))
                return false;
            ++count;
        }
        close(self, count);
        return true;
    }

    /// A name goes from after its first quote to the next one that is not escaped. The tokens have
    /// shown that there is one.
    bool name(const char* raw, Node& node) {
        const char* const end = text_.data() + text_.size();
        const char* stop = raw;
        while (stop != end && *stop != '"')
            stop += *stop == '\\' && end - stop > 1 ? 2 : 1;
        node.name_at = offset(raw);
        const auto size =
            unescape(text_.data() + node.name_at, static_cast<std::size_t>(stop - raw));
        if (!size)
            return false;
        node.name_size = static_cast<std::uint32_t>(*size);
        return true;
    }

    bool string(std::string_view token, Node node) {
        token = trim_end(token);
        if (token.size() < 2 || token.back() != '"')
            return fail("a broken string");
        node.type = Type::string;
        node.at = offset(token.data()) + 1;
        const auto size = unescape(text_.data() + node.at, token.size() - 2);
        if (!size)
            return fail("an escape that is none");
        node.size = static_cast<std::uint32_t>(*size);
        return leaf(node);
    }

    bool scalar(std::string_view token, Node node) {
        if (token == "null") {
            node.type = Type::null;
        } else if (token == "true" || token == "false") {
            node.type = Type::boolean;
            node.size = token == "true" ? 1 : 0;
        } else if (is_number(token)) {
            node.type = Type::number;
            node.at = offset(token.data());
            node.size = static_cast<std::uint32_t>(token.size());
        } else {
            return fail("something that is no value");
        }
        return leaf(node);
    }

    bool leaf(Node node) {
        node.next = here() + 1;
        nodes_.push_back(node);
        return true;
    }

    std::string& text_;
    std::vector<Node>& nodes_;
    const char* fault_ = "";
};

}  // namespace

/// The text itself, in which the strings are unescaped where they stand, and the nodes into it.
struct Tree::Data {
    std::string text;
    std::vector<Node> nodes;

    std::string_view at(std::uint32_t begin, std::uint32_t size) const {
        return std::string_view(text).substr(begin, size);
    }
};

struct Parser::State {
    ondemand::parser tokens;
};

Parser::Parser() : state_(std::make_unique<State>()) {}
Parser::~Parser() = default;
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;

namespace {

Error unreadable(std::string_view what) {
    return Error{Error::Kind::unreadable, text::cat("no valid JSON: ", what), {}, {}};
}

const char* explain(simdjson::error_code code) {
    switch (code) {
        case simdjson::UTF8_ERROR:
            return "it is not in UTF-8";
        case simdjson::UNCLOSED_STRING:
            return "a string without an end";
        case simdjson::UNESCAPED_CHARS:
            return "a control character in a string";
        default:
            return "a bracket, comma or quote is missing";
    }
}

/// The text, which ends in padding, is read as the only element of an array, so that a number or a
/// string at the root needs no way of its own, and what follows the root is seen to be too much.
std::optional<Error> read_wrapped(ondemand::parser& tokens, std::string& text,
                                  std::vector<Node>& nodes) {
    if (tokens.capacity() < text.size()) {
        const std::size_t capacity = std::max<std::size_t>(text.size() + text.size() / 2, 4096);
        if (tokens.allocate(capacity, max_depth + 8))
            return Error{Error::Kind::too_large, "JSON too large", {}, {}};
    }
    ondemand::document document;
    const simdjson::padded_string_view padded(text.data(), text.size() - padding, text.size());
    if (const auto code = tokens.iterate(padded).get(document))
        return unreadable(explain(code));
    ondemand::array wrapper;
    if (document.get_array().get(wrapper))
        return unreadable("a bracket, comma or quote is missing");
    Reading reading(text, nodes);
    std::size_t roots = 0;
    for (auto element : wrapper) {
        ondemand::value root;
        if (element.get(root))
            return unreadable("a bracket, comma or quote is missing");
        if (++roots > 1)
            return unreadable("something after its end");
        if (!reading.read(root, {}, 0))
            return unreadable(reading.fault());
    }
    if (roots == 0)
        return unreadable("nothing there");
    const char* rest = nullptr;
    if (document.current_location().get(rest) != simdjson::OUT_OF_BOUNDS)
        return unreadable("something after its end");
    return std::nullopt;
}

}  // namespace

std::optional<Error> Parser::parse_into(std::string_view text, Tree& tree) {
    if (!tree.data_)
        tree.data_ = std::make_unique<Tree::Data>();
    auto& [own, nodes] = *tree.data_;
    nodes.clear();
    if (text.substr(0, 3) == "\xEF\xBB\xBF")
        text.remove_prefix(3);
    // Offsets are kept in 32 bits.
    if (text.size() > 0xFFFFFF00 - padding)
        return Error{Error::Kind::too_large, "JSON too large", {}, {}};
    own.clear();
    own.reserve(text.size() + 2 + padding);
    own.push_back('[');
    own.append(text);
    own.push_back(']');
    own.append(padding, ' ');
    auto error = read_wrapped(state_->tokens, own, nodes);
    if (error)
        nodes.clear();
    return error;
}

Result<Tree> Parser::parse(std::string_view text) {
    Tree tree;
    if (auto error = parse_into(text, tree))
        return *error;
    return tree;
}

Result<Tree> parse(std::string_view text) {
    return Parser().parse(text);
}

Tree::Tree() = default;
Tree::~Tree() = default;
Tree::Tree(Tree&&) noexcept = default;
Tree& Tree::operator=(Tree&&) noexcept = default;

Value Tree::root() const {
    return !data_ || data_->nodes.empty() ? Value() : Value(this, 0);
}

Type Value::type() const {
    return tree_ ? tree_->data_->nodes[node_].type : Type::none;
}

std::string_view Value::string() const {
    if (!is_string())
        return {};
    const Node& node = tree_->data_->nodes[node_];
    return tree_->data_->at(node.at, node.size);
}

std::optional<double> Value::number() const {
    if (!is_number())
        return std::nullopt;
    const Node& node = tree_->data_->nodes[node_];
    return text::parse_number<double>(tree_->data_->at(node.at, node.size));
}

std::optional<std::int64_t> Value::integer() const {
    if (!is_number())
        return std::nullopt;
    const Node& node = tree_->data_->nodes[node_];
    if (const auto plain = text::parse_number<std::int64_t>(tree_->data_->at(node.at, node.size)))
        return plain;
    // "12.0" and "1e3" are whole numbers too, as far as a double tells them apart.
    constexpr double exact = 9007199254740992.0;
    const auto real = number();
    if (!real || !(*real >= -exact && *real <= exact) || std::trunc(*real) != *real)
        return std::nullopt;
    return static_cast<std::int64_t>(*real);
}

std::optional<bool> Value::boolean() const {
    if (type() != Type::boolean)
        return std::nullopt;
    return tree_->data_->nodes[node_].size == 1;
}

std::size_t Value::size() const {
    return is_array() || is_object() ? tree_->data_->nodes[node_].size : 0;
}

Value Value::operator[](std::string_view name) const {
    Value found;
    if (is_object()) {
        for (const Member member : *this) {
            if (member.name == name)
                found = member.value;
        }
    }
    return found;
}

Value::Iterator Value::begin() const {
    return Iterator(tree_, is_array() || is_object() ? node_ + 1 : 0);
}

Value::Iterator Value::end() const {
    return Iterator(tree_, is_array() || is_object() ? tree_->data_->nodes[node_].next : 0);
}

Member Value::Iterator::operator*() const {
    const Node& node = tree_->data_->nodes[node_];
    return {tree_->data_->at(node.name_at, node.name_size), Value(tree_, node_)};
}

Value::Iterator& Value::Iterator::operator++() {
    node_ = tree_->data_->nodes[node_].next;
    return *this;
}

// As deep as the tree, which the parser has bounded.
void Value::append_to(std::string& out) const {
    const Type kind = type();
    switch (kind) {
        case Type::none:
            break;
        case Type::null:
            out.append("null");
            break;
        case Type::boolean:
            out.append(*boolean() ? "true" : "false");
            break;
        case Type::number: {
            const Node& node = tree_->data_->nodes[node_];
            out.append(tree_->data_->at(node.at, node.size));
            break;
        }
        case Type::string:
            append_string(out, string());
            break;
        case Type::array:
        case Type::object: {
            const bool named = kind == Type::object;
            out.push_back(named ? '{' : '[');
            const char* separator = "";
            for (const Member member : *this) {
                out.append(separator);
                separator = ",";
                if (named) {
                    append_string(out, member.name);
                    out.push_back(':');
                }
                member.value.append_to(out);
            }
            out.push_back(named ? '}' : ']');
        }
    }
}

std::string Value::text() const {
    std::string out;
    append_to(out);
    return out;
}

}  // namespace stet::json
