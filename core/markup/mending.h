#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "markup/mend.h"
#include "markup/xml_attributes.h"
#include "markup/xml_faults.h"
#include "markup/xml_prefixes.h"
#include "markup/xml_references.h"

namespace stet::markup {

/// One pass over a text of XML that makes it well-formed.
class Mending {
  public:
    Mending(std::string_view text, Window window, bool items_nest)
        : text_(text), window_(window), items_nest_(items_nest) {}

    void run();
    /// Items were found inside items, and some element was left open: reading them anew, with each
    /// ending the one before, makes more of them.
    bool items_ran_together() const { return item_in_item_ && faults_.has(XmlFault::left_open); }
    Result<Mended> result();

  private:
    bool too_large() const;

    struct Root {
        std::size_t start = 0, end = 0;  // as written
    };

    // Writing. What is as it should be is not copied one by one: `copied_` says up to where the
    // text that came in has been written, and the rest follows with the first change after it.
    std::size_t written_at(std::size_t at) const { return out_.size() + (at - copied_); }
    void replace(std::size_t from, std::size_t to, std::string_view by) {
        out_ += text_.substr(copied_, from - copied_);
        out_ += by;
        copied_ = to;
    }
    void remove(std::size_t from, std::size_t to) {
        if (!open_.empty())  // nothing outside of the root is read
            replace(from, to, {});
    }
    void say(XmlFault fault) { faults_.say(fault); }

    std::size_t text_run(std::size_t at);
    std::size_t outside_run(std::size_t at);
    std::size_t markup(std::size_t at);
    std::size_t section(std::size_t at, std::string_view start, std::string_view end);
    std::size_t raw_section(std::size_t at);
    std::size_t forgotten_end(std::size_t from) const;
    std::size_t declaration(std::size_t at);
    std::size_t reference(std::size_t at, std::size_t limit);
    std::size_t forbidden(std::size_t at);
    std::size_t start_tag(std::size_t at);
    std::size_t end_tag(std::size_t at);
    void write_start(std::size_t from, std::size_t to, std::string_view name, bool self_closing);
    void mend_value(std::string_view value, bool quotes);
    void close_down_to(std::size_t depth, std::size_t at);
    std::size_t find_open(std::string_view name) const;
    void open(std::string_view name, std::size_t at, std::size_t start);
    bool follows_item(std::size_t at, std::size_t start) const;
    void ended(std::size_t at);

    std::string_view text_;
    Window window_;
    XmlFaults faults_;
    XmlReferences references_{text_, faults_};
    XmlAttributes attributes_{text_, faults_};
    XmlPrefixes prefixes_;
    std::string out_;
    std::size_t copied_ = 0;
    bool items_nest_;
    bool item_in_item_ = false;
    std::vector<std::string_view> open_;
    std::vector<std::string_view> flattened_;  // elements below the deepest level that is kept
    bool after_element_ = false;               // the last thing read was an element's end
    std::size_t raw_end_ = 0;                  // of the CDATA section read last, or npos
    std::vector<Root> roots_;
    Root root_;
    bool cut_ = false;
    std::size_t parts_ = 0;  // elements and attributes
    std::vector<Mended::Piece> items_;
    std::size_t item_depth_ = 0;  // of the item that is open, 0 if none is
    Mended::Piece item_{};
    std::size_t item_end_ = 0;  // of the last one, in the text that came in
};

}  // namespace stet::markup
