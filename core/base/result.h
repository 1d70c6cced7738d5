#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace stet {

/// Why one source or document could not be dealt with; the run goes on without it.
struct Error {
    /// What went wrong. The names are also the outcomes of failed looks in the archive.
    enum class Kind {
        usage,       ///< the person asked for something that makes no sense
        missing,     ///< no such file, source or key
        network,     ///< no answer: name, connection, TLS, time-out
        refused,     ///< an HTTP status of 400 or more
        gone,        ///< 410
        blocked,     ///< a page that keeps robots out
        consent,     ///< a page that asks for consent instead of showing news
        sign_in,     ///< a page that asks to sign in or to pay
        empty,       ///< nothing at all, or a feed or page that lost everything
        shrunk,      ///< fewer than half of the updates and no new one
        stale,       ///< a copy older than the one before
        cut,         ///< it ended too soon
        too_large,   ///< beyond a bound
        unreadable,  ///< none of the formats, or broken beyond mending
    };

    Kind kind = Kind::unreadable;
    std::string message;  ///< lower case, no full stop, the fault first
    std::string place;    ///< file and line, address, or empty
    std::string hint;     ///< what to do about it, or empty
};

/// The name of a kind as the archive keeps it: `sign_in`, `too_large`.
std::string_view name_of(Error::Kind kind);

/// The run cannot go on: the archive is locked, the disk is full, stdout is gone. Caught once, at
/// the top of the program.
class Fatal : public std::runtime_error {
  public:
    explicit Fatal(const std::string& message, std::string hint = {})
        : std::runtime_error(message), hint_(std::move(hint)) {}
    const std::string& hint() const { return hint_; }

  private:
    std::string hint_;
};

/// A value, or the Error that kept it from being. Members are named as in std::expected.
template <class T>
class [[nodiscard]] Result {
  public:
    using value_type = T;

    Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}

    bool has_value() const { return held_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    T& operator*() & { return std::get<0>(held_); }
    const T& operator*() const& { return std::get<0>(held_); }
    T&& operator*() && { return std::get<0>(std::move(held_)); }
    T* operator->() { return &std::get<0>(held_); }
    const T* operator->() const { return &std::get<0>(held_); }
    const Error& error() const { return std::get<1>(held_); }
    Error& error() { return std::get<1>(held_); }

    template <class U>
    T value_or(U&& other) const {
        return has_value() ? **this : static_cast<T>(std::forward<U>(other));
    }

    /// What `next` makes of the value, which is a Result again; or the Error.
    template <class Next>
    auto and_then(Next&& next) const -> decltype(next(std::declval<const T&>())) {
        if (!has_value())
            return error();
        return std::forward<Next>(next)(**this);
    }

  private:
    std::variant<T, Error> held_;
};

}  // namespace stet
