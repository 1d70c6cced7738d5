#pragma once

#include <string_view>

#include "base/result.h"
#include "extract/hand_count.h"
#include "extract/payload.h"
#include "extract/pick.h"
#include "json/path.h"
#include "json/value.h"
#include "model/document.h"
#include "model/feed.h"

namespace stet::page {

/// JSON read by paths that a person gave: --item from its top, the others from each item. What no
/// path was given for, is looked for under the names that such data commonly has.
class JsonByHand {
  public:
    /// Error::Kind::usage, naming the option, where one of them is no path.
    static Result<JsonByHand> compile(const Reading& reading);

    /// `base`: what addresses in it are relative to.
    Payload read(const json::Value& root, std::string_view base);

    /// Says in a feed what matched nothing.
    void tell(Feed& feed, std::string_view place) const;

  private:
    struct Field {
        json::Path path;
        HandCount count;
    };
    class ItemReader;

    bool is_empty_list_ = false;
    Field item_, title_, body_, time_, author_, id_;
    std::vector<Pick> drop_;
};

}  // namespace stet::page
