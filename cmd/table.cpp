#include "table.h"

#include <algorithm>
#include <ostream>

#include "text/printable.h"
#include "text/utf8.h"

namespace stet::cmd {

Table::Table(std::vector<std::string> heads) {
    rows_.push_back(std::move(heads));
}

void Table::add(std::vector<std::string> cells) {
    for (std::string& cell : cells)
        cell = text::printable_line(cell);
    rows_.push_back(std::move(cells));
}

void Table::write(std::ostream& out) const {
    if (rows_.size() < 2)
        return;
    std::vector<std::size_t> widths(rows_.front().size());
    for (const auto& row : rows_)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], text::columns(row[i]));
    for (const auto& row : rows_) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            out << row[i];
            if (i + 1 < row.size())
                out << std::string(widths[i] - text::columns(row[i]) + 2, ' ');
        }
        out << '\n';
    }
}

}  // namespace stet::cmd
