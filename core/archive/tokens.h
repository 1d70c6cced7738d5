#pragma once

#include <functional>
#include <memory>
#include <string_view>

namespace stet::archive {

class Connection;

/// Takes texts apart as the index of words does.
class Tokenizer {
  public:
    explicit Tokenizer(Connection& connection);
    ~Tokenizer();

    void split(std::string_view text, const std::function<void(std::string_view)>& take);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace stet::archive
