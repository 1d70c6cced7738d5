#include <ostream>
#include <string>
#include <vector>

#include "export/writers.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/utf8.h"
#include "time/instant.h"

namespace stet::out {
namespace {

std::string time_cell(const std::optional<Instant>& when) {
    return when ? time::to_rfc3339(*when) : std::string();
}

std::string names(const std::vector<Author>& authors) {
    std::string joined;
    for (const Author& author : authors)
        joined += text::cat(joined.empty() ? "" : "; ", author.name);
    return joined;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += text::cat(text.empty() ? "" : "; ", word);
    return text;
}

struct Column {
    std::string_view name;
    std::string (*cell)(const Item&);
};

constexpr Column columns[] = {
    {"key", [](const Item& item) { return item.key; }},
    {"revision",
     [](const Item& item) { return item.revision > 0 ? text::cat(item.revision) : std::string(); }},
    {"change", [](const Item& item) { return std::string(name_of(item.change)); }},
    {"class", [](const Item& item) { return std::string(name_of(item.edit_class)); }},
    {"notice", [](const Item& item) { return std::string(name_of(item.notice)); }},
    {"evidence", [](const Item& item) { return std::string(name_of(item.evidence)); }},
    {"not_before", [](const Item& item) { return time_cell(item.not_before); }},
    {"observed", [](const Item& item) { return time_cell(item.observed); }},
    {"last_observed", [](const Item& item) { return time_cell(item.last_observed); }},
    {"until", [](const Item& item) { return time_cell(item.until); }},
    {"date_published", [](const Item& item) { return time_cell(item.date_published); }},
    {"date_modified", [](const Item& item) { return time_cell(item.date_modified); }},
    {"kind", [](const Item& item) { return std::string(name_of(item.kind)); }},
    {"kicker", [](const Item& item) { return item.kicker; }},
    {"title", [](const Item& item) { return item.title; }},
    {"authors", [](const Item& item) { return names(item.authors); }},
    {"summary", [](const Item& item) { return item.summary; }},
    {"content_text", [](const Item& item) { return item.content_text; }},
    {"tags", [](const Item& item) { return joined(item.tags); }},
    {"language", [](const Item& item) { return item.language; }},
    {"url", [](const Item& item) { return item.url; }},
    {"image", [](const Item& item) { return item.image; }},
    {"id", [](const Item& item) { return item.id; }},
    {"source", [](const Item& item) { return item.source; }},
};

// Whether a spreadsheet would run the cell: a sign that begins a formula, ASCII or full width, also
// after blanks; or a control character that is taken off before the cell is looked at again.
bool is_formula(std::string_view cell) {
    while (!cell.empty()) {
        const char32_t code = text::next(cell);
        switch (code) {
            case U'=':
            case U'+':
            case U'-':
            case U'@':
            case U'\t':
            case U'\r':
            case U'\n':
            case 0xFF1D:
            case 0xFF0B:
            case 0xFF0D:
            case 0xFF20:
                return true;
            case U' ':
            case 0xA0:
            case 0x3000:
            case 0xFEFF:
                break;
            default:
                return code < 0x20 || (code >= 0x2000 && code <= 0x200F);
        }
    }
    return false;
}

class Csv : public Writer {
  public:
    Csv(std::ostream& out, bool raw) : out_(out), raw_(raw) {}

    void write(const Item& item) override {
        begin();
        line_.clear();
        for (const Column& column : columns)
            append_cell(column.cell(item));
        end_line();
    }
    void finish() override { begin(); }

  private:
    void begin() {
        if (begun_)
            return;
        begun_ = true;
        for (const Column& column : columns)
            append_cell(std::string(column.name));
        end_line();
    }

    void append_cell(const std::string& cell) {
        if (!first_)
            line_ += ',';
        first_ = false;
        const bool guarded = !raw_ && is_formula(cell);
        const std::string text = guarded ? text::cat('\'', cell) : cell;
        const bool quoted = guarded || text.find_first_of(",\"\r\n") != std::string::npos ||
                            text.starts_with(' ') || text.ends_with(' ');
        line_ += quoted ? text::cat('"', text::replace_all(text, "\"", "\"\""), '"') : text;
    }
    void end_line() {
        line_ += "\r\n";
        out_ << line_;
        line_.clear();
        first_ = true;
    }

    std::ostream& out_;
    bool raw_;
    std::string line_;
    bool begun_ = false, first_ = true;  // first_: of a line
};

}  // namespace

std::unique_ptr<Writer> make_csv(std::ostream& out, const Options& options) {
    return std::make_unique<Csv>(out, options.raw_cells);
}

}  // namespace stet::out
