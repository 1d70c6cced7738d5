#include "extract/json_by_hand.h"

#include <array>

#include "extract/json_item.h"
#include "markup/html.h"
#include "markup/plain.h"
#include "markup/sanitize.h"
#include "text/cat.h"
#include "text/url.h"

namespace stet::page {

namespace {

using json::Member;
using json::Value;
using std::string_view;

}  // namespace

/// Reads one item; an object, or a text that is all there is of it.
class JsonByHand::ItemReader {
  public:
    ItemReader(JsonByHand& hand, const Member& item, string_view base)
        : hand_(hand), item_(item.value), name_(item.name), base_(base) {}

    Candidate run() {
        update_.title = line_of(first(hand_.title_, named(item_, title_members)));
        update_.published = when_of_value(first(hand_.time_, named(item_, time_members)));
        update_.modified = when_of_value(named(item_, change_members));
        for (const Value& value : all(hand_.author_, named(item_, author_members)))
            add_authors(value, update_.authors);
        id();
        body();
        count(hand_.title_, !update_.title.empty());
        count(hand_.time_, update_.published.exists());
        count(hand_.author_, !update_.authors.empty());
        count(hand_.id_, !update_.id.empty());
        count(hand_.body_, !update_.text.empty() || !update_.html.empty());
        return std::move(update_);
    }

  private:
    std::vector<Value> all(const Field& field, const Value& otherwise) const {
        constexpr std::size_t most = 1000;
        if (!field.count.given)
            return otherwise.exists() ? std::vector<Value>{otherwise} : std::vector<Value>{};
        std::vector<Value> values;
        for (const Member& one : field.path.all(item_, most))
            values.push_back(one.value);
        return values;
    }

    Value first(const Field& field, const Value& otherwise) const {
        const std::vector<Value> values = all(field, otherwise);
        return values.empty() ? Value() : values.front();
    }

    // A member that is there and null is a field that this update lacks.
    void count(Field& field, bool found) const {
        const bool is_null = field.count.given && &field != &hand_.id_ &&
                             first(field, {}).type() == json::Type::null;
        field.count.found += found || is_null ? 1 : 0;
    }

    void id() {
        update_.id = text_of(first(hand_.id_, named(item_, id_members)));
        // Data keeps updates as members under their ids, too.
        if (update_.id.empty() && !hand_.id_.count.given)
            update_.id = name_;
        if (const std::string url = text_of(named(item_, url_members)); !url.empty())
            update_.url = text::resolve_url(base_, url);
    }

    void body() {
        const Value whole = item_.is_string() ? item_ : named(item_, body_members);
        BodyParts parts;
        for (const Value& value : all(hand_.body_, whole))
            parts.add(text_of(value));
        if (!parts.has_markup()) {
            update_.text = parts.plain();
            return;
        }
        markup::Tree tree = markup::parse_html_fragment(parts.html());
        for (const Pick& pick : hand_.drop_)
            for (markup::Node* const node : pick.in(tree.root()))
                markup::Tree::remove(*node);
        update_.html = markup::sanitize(tree.root(), base_);
        update_.text = markup::plain_text(string_view(update_.html));
    }

    JsonByHand& hand_;
    const Value item_;
    string_view name_, base_;
    Candidate update_;
};

Result<JsonByHand> JsonByHand::compile(const Reading& reading) {
    JsonByHand hand;
    const std::array<Field*, hand_options.size()> fields{&hand.item_, &hand.title_,  &hand.body_,
                                                         &hand.time_, &hand.author_, &hand.id_};
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const HandOption& option = hand_options[i];
        const std::string& words = reading.*option.words;
        if (words.empty())
            continue;
        // Data leaves members out that have no value; without its id an update is another.
        const bool needed = fields[i] == &hand.item_ || fields[i] == &hand.id_;
        Result<json::Path> path = json::Path::compile(words);
        if (!path) {
            path.error().message = text::cat(option.name, ": ", path.error().message);
            return path.error();
        }
        *fields[i] = {std::move(*path),
                      {text::cat(option.name, " '", words, "'"), true, needed, 0}};
    }
    for (const std::string& words : reading.drop) {
        Result<Pick> pick = Pick::compile(words);
        if (!pick) {
            pick.error().message = text::cat("--drop: ", pick.error().message);
            return pick.error();
        }
        hand.drop_.push_back(std::move(*pick));
    }
    return hand;
}

Payload JsonByHand::read(const Value& root, string_view base) {
    Payload payload;
    payload.head.headline = line_of(named(root, title_members));
    payload.head.summary = line_of(named(root, summary_members));
    payload.head.modified = when_of_value(named(root, change_members));
    is_empty_list_ = item_.path.leads_to_empty_array(root);
    for (const Member& item : item_.path.all(root, max_updates)) {
        ++item_.count.found;
        payload.updates.push_back(ItemReader(*this, item, base).run());
    }
    return payload;
}

void JsonByHand::tell(Feed& feed, string_view place) const {
    const std::array fields{&title_.count, &body_.count, &time_.count, &author_.count, &id_.count};
    feed.is_empty_list = is_empty_list_;
    if (!is_empty_list_)
        tell_unmatched(feed, place, item_.count, fields, false);
}

}  // namespace stet::page
