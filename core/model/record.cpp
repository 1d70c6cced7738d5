#include "model/record.h"

#include <bitset>
#include <utility>

#include "json/value.h"
#include "json/writer.h"
#include "model/member.h"

namespace stet {

namespace {

constexpr std::string_view stet_prefix = "_stet.";

void append_members(json::Writer& writer, const Item& item, std::span<const MemberRule> table,
                    const std::vector<JsonMember>& other) {
    for (const MemberRule& rule : table) {
        if (rule.absent(item))
            continue;
        writer.name(rule.name);
        rule.write(writer, item);
    }
    for (const JsonMember& member : other) {
        writer.name(member.name);
        writer.raw(member.json);
    }
}

/// Where a name on the wire leads.
struct Place {
    std::string_view name;  ///< without `_stet.`
    bool extension;
    const MemberRule* rule;  ///< null for a member that stet does not know
};

Place find(std::string_view name) {
    const bool extension = name.starts_with(stet_prefix);
    if (extension)
        name.remove_prefix(stet_prefix.size());
    const auto table = extension ? stet_members() : item_members();
    const std::size_t at = find_member(table, name);
    return {name, extension, at < table.size() ? &table[at] : nullptr};
}

template <class AnyItem>
auto& unknown_members(AnyItem& item, const Place& place) {
    return place.extension ? item.other_stet : item.other;
}

}  // namespace

void append_record(std::string& out, const Item& item) {
    json::Writer writer(out);
    writer.begin_object();
    append_members(writer, item, item_members(), item.other);
    writer.name("_stet");
    writer.begin_object();
    append_members(writer, item, stet_members(), item.other_stet);
    writer.end_object();
    writer.end_object();
    out.push_back('\n');
}

struct RecordReader::State {
    json::Parser parser;
    json::Tree tree;
};

RecordReader::RecordReader() : state_(std::make_unique<State>()) {}
RecordReader::~RecordReader() = default;
RecordReader::RecordReader(RecordReader&&) noexcept = default;
RecordReader& RecordReader::operator=(RecordReader&&) noexcept = default;

namespace {

/// Reads the members of one object, one after the other, for names may be hostile in number.
class Members {
  public:
    Members(Item& item, std::span<const MemberRule> table, std::vector<JsonMember>& other)
        : item_(item), table_(table), other_(other) {}

    void take(std::string_view name, json::Value value) {
        const std::size_t at = find_member(table_, name, hint_);
        if (at == table_.size()) {
            keep(name, value);
            return;
        }
        hint_ = at + 1;
        // Absent is absent: a record has no nulls.
        if (value.type() == json::Type::null)
            return;
        if (table_[at].read(item_, value))
            read_.set(at);
        else
            keep(name, value), misfit_.set(at);
    }

    /// A name that came twice, once rightly and once with a value of another type, is not written
    /// twice.
    void finish() {
        const auto doubled = read_ & misfit_;
        if (doubled.none())
            return;
        std::erase_if(other_, [&](const JsonMember& member) {
            const std::size_t at = find_member(table_, member.name);
            return at < table_.size() && doubled[at];
        });
    }

  private:
    void keep(std::string_view name, json::Value value) {
        other_.push_back({std::string(name), value.text()});
    }

    Item& item_;
    std::span<const MemberRule> table_;
    std::vector<JsonMember>& other_;
    std::size_t hint_ = 0;
    std::bitset<64> read_, misfit_;
};

}  // namespace

Result<Item> RecordReader::read(std::string_view line) {
    if (auto error = state_->parser.parse_into(line, state_->tree))
        return *std::move(error);
    const json::Value root = state_->tree.root();
    if (!root.is_object())
        return Error{Error::Kind::unreadable, "a record must be a JSON object", {}, {}};
    Item item;
    Members own(item, item_members(), item.other);
    Members extension(item, stet_members(), item.other_stet);
    for (const auto& [name, value] : root) {
        if (name != "_stet") {
            own.take(name, value);
            continue;
        }
        for (const auto& [inner, inner_value] : value)
            extension.take(inner, inner_value);
    }
    own.finish();
    extension.finish();
    return item;
}

std::string member_json(const Item& item, std::string_view name) {
    const Place place = find(name);
    std::string json;
    if (place.rule && !place.rule->absent(item)) {
        json::Writer writer(json);
        place.rule->write(writer, item);
        return json;
    }
    for (const JsonMember& member : unknown_members(item, place)) {
        if (member.name == place.name)
            json = member.json;
    }
    return json;
}

Item before_edit(const Item& item) {
    Item before = item;
    for (const std::string& name : item.changed) {
        const Place place = find(name);
        if (place.rule)
            place.rule->clear(before);
        std::erase_if(unknown_members(before, place),
                      [&](const JsonMember& member) { return member.name == place.name; });
    }
    json::Parser parser;
    for (const JsonMember& member : item.previous) {
        const Place place = find(member.name);
        const auto value = parser.parse(member.json);
        if (value && !(place.rule && place.rule->read(before, value->root())))
            unknown_members(before, place).push_back({std::string(place.name), member.json});
    }
    before.change = Change::none;
    before.changed.clear();
    before.previous.clear();
    before.edit_class = Class::none;
    before.notice = Notice::none_given;
    before.same_as = 0;
    return before;
}

}  // namespace stet
