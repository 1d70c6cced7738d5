#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/value.h"

namespace stet::json {

/// A path into JSON, as jq(1) writes it: `.data.posts[]`, `.title`, `.authors[0].name`,
/// `."odd name"`, `.["odd name"]`, `.` for the value itself, a place from the end `.[-1]`.
/// JSONPath's way of writing the same is understood too: `$.data.posts[*]`, `@.title`; so is
/// `posts[*].title`.
class Path {
  public:
    /// Error::Kind::usage where `text` is no path.
    static Result<Path> compile(std::string_view text);

    /// What it leads to from `top`, in order; `[]` takes all elements of an array, all members of
    /// an object. A Member has a name where the last step took a member. At most `most`.
    std::vector<Member> all(Value top, std::size_t most) const;
    /// Whether `all` finds nothing because the array whose elements it takes is there and empty.
    bool leads_to_empty_array(Value top) const;

  private:
    struct Step {
        enum class Kind { member, place, each };
        Kind kind = Kind::each;
        std::string name;
        long place = 0;  ///< below 0: from the end
    };
    class Reader;
    std::vector<Step> steps_;
};

}  // namespace stet::json
