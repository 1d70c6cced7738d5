#include <ostream>

#include "export/writers.h"
#include "model/record.h"

namespace stet::out {
namespace {

class JsonLines : public Writer {
  public:
    explicit JsonLines(std::ostream& out) : out_(out) {}

    void write(const Item& item) override {
        line_.clear();
        append_record(line_, item);
        out_.write(line_.data(), static_cast<std::streamsize>(line_.size()));
    }
    void finish() override {}

  private:
    std::ostream& out_;
    std::string line_;
};

}  // namespace

std::unique_ptr<Writer> make_jsonl(std::ostream& out) {
    return std::make_unique<JsonLines>(out);
}

}  // namespace stet::out
