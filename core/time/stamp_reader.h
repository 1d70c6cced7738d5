#pragma once

#include <chrono>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "time/stamp.h"
#include "time/stamp_words.h"

namespace stet::time {

/// Reads the pieces of a stamp from a cursor on. Each either reads its piece and moves the cursor
/// behind it, or leaves both as they were.
class StampReader {
  public:
    explicit StampReader(Cursor cursor) : cursor_(cursor) {}

    const Stamp& stamp() const { return stamp_; }
    const Cursor& cursor() const { return cursor_; }
    bool has_label() const { return has_label_; }
    /// "12.31", which might be any number.
    bool is_bare() const { return bare_; }
    /// "18時42分", whose units are words.
    bool is_counted() const { return counted_; }

    /// All the pieces that follow each other. False if there is not one that tells a time.
    bool read();
    /// The same behind a preposition: "Um 18:42 Uhr", "Le 28 juillet à 12h29".
    bool read_after_preposition();

  private:
    /// Moves over a piece if `read` finds one.
    template <class Read>
    bool attempt(Read read) {
        const std::size_t begin = cursor_.at();
        if (read())
            return true;
        cursor_.set(begin);
        return false;
    }

    bool piece();
    void drop_word(std::string_view word);
    bool read_from(std::size_t begin);
    void label();
    void joint();
    bool weekday_name();
    bool month_follows_number() const;
    bool near_day();
    bool age();
    bool age_word(std::initializer_list<std::string_view> words);
    std::optional<unsigned> age_count();

    // in stamp_day.cpp
    bool day();
    bool set_day(unsigned in_year, unsigned in_month, unsigned on_day);
    bool year_first();
    bool numeric_day();
    unsigned printed_year(bool short_ones);
    unsigned year_after_name();
    bool day_and_month();
    bool month_and_day();

    // in stamp_clock.cpp
    bool clock();
    bool clock_from(unsigned hour);
    bool printed_seconds(char sign);
    bool hour_word(bool printed, unsigned& minute);
    bool is_small_ahead() const;
    std::optional<bool> half_of_day();
    bool zone();
    static std::optional<std::chrono::seconds> offset_of(std::string_view digits);
    void numeric_offset();

    // in stamp_east.cpp
    bool counted_day(unsigned in_year, unsigned in_month);
    void counted_weekday();
    std::optional<bool> half_before();
    bool counted_clock(unsigned hour, std::optional<bool> pm);
    bool counted_age(unsigned count);
    void label_behind();
    bool is_east_ahead() const;

    Cursor cursor_;
    Stamp stamp_;
    bool has_label_ = false, has_weekday_ = false, bare_ = false, counted_ = false,
         bracket_ = false;
};

}  // namespace stet::time
