#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace stet::cmd {

/// Rows for people, in columns as wide as their widest cell. Foreign text is made printable.
class Table {
  public:
    explicit Table(std::vector<std::string> heads);
    void add(std::vector<std::string> cells);
    /// Nothing at all where no row was added.
    void write(std::ostream& out) const;

  private:
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace stet::cmd
