#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// Selectors as they are kept for matching.
namespace stet::markup::selector {

struct Complex;
using List = std::vector<Complex>;

/// One condition on one element.
struct Simple {
    enum class Kind : std::uint8_t {
        type,
        id,
        css_class,
        attribute,
        first_child,
        last_child,
        only_child,
        nth_child,  // the place from the first one, or from the last, is a·n + b, n from 0
        nth_last_child,
        first_of_type,
        last_of_type,
        only_of_type,
        nth_of_type,
        nth_last_of_type,
        empty,
        root,
        is,
        none_of,  // :not
        has,
    };
    enum class Compare : std::uint8_t { present, equal, word, dash, starts, ends, contains };

    Kind kind = Kind::type;
    Compare compare = Compare::present;
    bool any_case = false;
    std::string name;   // of a type, a class, an attribute; an id
    std::string value;  // of an attribute
    long step = 0, offset = 0;
    List list;
};

/// How an element stands to the one that is named before it.
enum class Combinator : std::uint8_t { descendant, child, next, later };

struct Compound {
    std::vector<Simple> parts;
    Combinator combinator = Combinator::descendant;  // to the compound before it
};

/// `a > b c`, from left to right. In :has the first compound's combinator binds it to the element
/// asked about.
struct Complex {
    std::vector<Compound> compounds;
};

Result<List> parse(std::string_view css);

}  // namespace stet::markup::selector
