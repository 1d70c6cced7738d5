#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace stet::json {

/// Appends `text` as a JSON string, quotes included: C0, DEL, C1, U+2028 and U+2029 escaped, broken
/// UTF-8 as U+FFFD.
void append_string(std::string& out, std::string_view text);

/// Writes JSON on one line, commas and colons by itself:
/// `Writer w(out); w.begin_object(); w.member("title", title); w.end_object();`
class Writer {
  public:
    explicit Writer(std::string& out) : out_(out) {}

    void begin_object();
    void end_object();
    void begin_array();
    void end_array();
    void name(std::string_view name);

    void value(std::string_view text);
    void value(const char* text) { value(std::string_view(text)); }
    void value(bool truth);
    void value(std::int64_t number);
    void value(double number);
    template <std::integral Number>
    void value(Number number) {
        value(static_cast<std::int64_t>(number));
    }
    /// JSON that is whole already.
    void raw(std::string_view json);

    template <class T>
    void member(std::string_view name_, const T& value_) {
        name(name_);
        value(value_);
    }

  private:
    void separate();
    std::string& out_;
    bool first_ = true;
    bool after_name_ = false;
};

}  // namespace stet::json
