#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

/// JSON (RFC 8259) as a tree that is read only.
namespace stet::json {

enum class Type { none, null, boolean, number, string, array, object };

class Tree;
struct Member;

/// One value of a Tree, cheap to copy; lives as long as its Tree. A value that is not there has
/// Type::none and answers every question with nothing, so that paths can be followed unchecked:
/// `root["author"]["name"].string()`.
class Value {
  public:
    Value() = default;

    Type type() const;
    bool exists() const { return type() != Type::none; }
    bool is_object() const { return type() == Type::object; }
    bool is_array() const { return type() == Type::array; }
    bool is_string() const { return type() == Type::string; }
    bool is_number() const { return type() == Type::number; }

    /// The characters of a string, else empty. Points into the Tree.
    std::string_view string() const;
    std::optional<double> number() const;
    std::optional<std::int64_t> integer() const;  ///< of a number without fraction
    std::optional<bool> boolean() const;

    /// The number of elements or members.
    std::size_t size() const;
    /// A member by its name, the last one of that name; none if this is no object.
    Value operator[](std::string_view name) const;
    Value operator[](const char* name) const { return (*this)[std::string_view(name)]; }

    /// Elements of an array, members of an object, in their order. A Member's name is empty in
    /// arrays.
    class Iterator;
    Iterator begin() const;
    Iterator end() const;

    /// The value as JSON on one line, numbers as they were written, control characters escaped.
    std::string text() const;
    void append_to(std::string& out) const;  ///< the same, at the end of `out`

  private:
    friend class Tree;
    friend class Iterator;
    Value(const Tree* tree, std::uint32_t node) : tree_(tree), node_(node) {}
    const Tree* tree_ = nullptr;
    std::uint32_t node_ = 0;
};

struct Member {
    std::string_view name;
    Value value;
};

class Value::Iterator {
  public:
    Member operator*() const;
    Iterator& operator++();
    bool operator!=(const Iterator& other) const { return node_ != other.node_; }
    bool operator==(const Iterator& other) const { return node_ == other.node_; }

  private:
    friend class Value;
    Iterator(const Tree* tree, std::uint32_t node) : tree_(tree), node_(node) {}
    const Tree* tree_;
    std::uint32_t node_;
};

/// Owns a parsed text. Moving it keeps its Values valid only if they are taken anew from root().
class Tree {
  public:
    Tree();
    ~Tree();
    Tree(Tree&&) noexcept;
    Tree& operator=(Tree&&) noexcept;

    Value root() const;

  private:
    friend class Value;
    friend class Value::Iterator;
    friend class Parser;
    struct Data;
    std::unique_ptr<Data> data_;
};

/// Reads one JSON text. At most 256 levels deep. A byte order mark before it is passed over. Use
/// one Parser for many texts: it keeps its buffers.
class Parser {
  public:
    Parser();
    ~Parser();
    Parser(Parser&&) noexcept;
    Parser& operator=(Parser&&) noexcept;

    Result<Tree> parse(std::string_view text);
    /// The same into a Tree that has been used before, whose memory is used again.
    std::optional<Error> parse_into(std::string_view text, Tree& tree);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// For a single text.
Result<Tree> parse(std::string_view text);

}  // namespace stet::json
