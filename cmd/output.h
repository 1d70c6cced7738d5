#pragma once

#include <memory>
#include <optional>
#include <string>

#include "command.h"
#include "export/writer.h"
#include "report.h"

namespace stet::cmd {

/// Where a command's records go: text for people on a terminal, JSON Lines anywhere else, or as
/// --format says; nowhere with -q.
class Output {
  public:
    /// `format`: what --format said, or empty. `paged`: a terminal's text goes through the pager.
    Output(Context& ctx, const std::string& format, bool paged);

    void write(const Item& item);
    /// Hands on what was written so far. Throws Fatal where it cannot be written.
    void flush();
    /// Ends the document. To be called once, at the end of a run that went well.
    void finish();

    std::size_t count() const { return count_; }

  private:
    Context& ctx_;
    std::optional<Pager> pager_;
    std::unique_ptr<out::Writer> writer_;
    std::size_t count_ = 0;
};

/// Declares --format with the shapes that a command offers.
void declare_format(CLI::App& sub, std::string& format);

}  // namespace stet::cmd
