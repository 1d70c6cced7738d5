#pragma once

#include <memory>
#include <optional>
#include <string>

#include "command.h"
#include "export/writer.h"
#include "report.h"

namespace stet::cmd {

/// The shape of a command's output as it was typed.
struct Shape {
    std::string format = {};  ///< what --format said, or empty
    std::size_t context = out::Options{}.context;
    bool stat = false;
    bool life = false;  ///< what comes is one update's life; not typed, the command knows it
};

/// Where a command's records go: text for people on a terminal, JSON Lines anywhere else, or as
/// --format says; nowhere with -q.
class Output {
  public:
    /// `paged`: a terminal's text goes through the pager.
    Output(Context& ctx, const Shape& shape, bool paged);
    Output(Context& ctx, const std::string& format, bool paged)
        : Output(ctx, Shape{.format = format}, paged) {}

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

/// Declares -U, how much is shown around marked words.
void declare_context(CLI::App& sub, Shape& shape);

/// Declares --stat, for commands that list changes.
void declare_stat(CLI::App& sub, Shape& shape);

}  // namespace stet::cmd
