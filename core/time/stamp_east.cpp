#include <array>

#include "text/utf8.h"
#include "time/stamp_reader.h"

// Days and clocks of Korean, Japanese and Chinese pages: each number has its unit behind it, and
// the half of the day stands before the hour. "2026년 11월 26일 (목) 오후 6시 42분",
// "2026年11月26日(木) 18時42分更新", "5分前".

namespace stet::time {

using namespace std::chrono;
using std::string_view;

namespace {

bool take_one(Cursor& cursor, std::initializer_list<string_view> signs) {
    for (const string_view sign : signs)
        if (cursor.take(sign))
            return true;
    return false;
}

}  // namespace

/// The rest of 11월 26일, 11月26日 after the first number.
bool StampReader::counted_day(unsigned in_year, unsigned in_month) {
    if (!take_one(cursor_, {"月", "월"}))
        return false;
    cursor_.blanks();
    const auto on_day = cursor_.number(2);
    return on_day && take_one(cursor_, {"日", "일"}) && set_day(in_year, in_month, *on_day);
}

/// "(목)", "（木）", "목요일", "木曜日" behind a day.
void StampReader::counted_weekday() {
    attempt([this] {
        cursor_.blanks();
        const bool bracket = take_one(cursor_, {"(", "（"});
        if (!is_wide(cursor_.front()))
            return false;
        if (!take_one(cursor_, {"日", "月", "火", "水", "木", "金", "土", "일", "월", "화", "수",
                                "목", "금", "토"}))
            return false;
        const bool named = take_one(cursor_, {"曜日", "曜", "요일"});
        return bracket ? take_one(cursor_, {")", "）"}) : named;
    });
}

std::optional<bool> StampReader::half_before() {
    std::optional<bool> pm;
    if (take_one(cursor_, {"오전", "午前", "上午"}))
        pm = false;
    else if (take_one(cursor_, {"오후", "午後", "下午"}))
        pm = true;
    if (pm)
        cursor_.blanks();
    return pm;
}

/// The rest of 오후 6시 42분, 18時42分, 午後6:42 after the hour.
bool StampReader::counted_clock(unsigned hour, std::optional<bool> pm) {
    if (pm && hour > 12)
        return false;
    if (pm)
        hour = hour % 12 + (*pm ? 12 : 0);
    if (cursor_.front() == ':')
        return clock_from(hour);
    unsigned minute = 0;
    // "6시간" and "6時間" are six hours, however late it is.
    if (!take_one(cursor_, {"시", "時", "时", "点", "點"}) || take_one(cursor_, {"간", "間", "间"}))
        return false;
    attempt([&] {
        cursor_.blanks();
        const auto number = cursor_.number(2);
        if (!number || *number > 59 || !take_one(cursor_, {"분", "分"}))
            return false;
        minute = *number;
        return true;
    });
    if (hour == 24 && minute > 0)
        return false;
    bare_ = false;
    counted_ = true;
    stamp_.clock = hours(hour) + minutes(minute);
    return true;
}

/// The rest of 5分前, 1시간 전 after the number.
bool StampReader::counted_age(unsigned count) {
    struct Unit {
        string_view name;
        int minutes;
    };
    static constexpr std::array units{
        Unit{"分前", 1},    Unit{"分钟前", 1},  Unit{"分鐘前", 1},  Unit{"분", 1},
        Unit{"時間前", 60}, Unit{"小时前", 60}, Unit{"小時前", 60}, Unit{"시간", 60},
        Unit{"日前", 1440}, Unit{"天前", 1440}, Unit{"일", 1440},   Unit{"秒前", 0},
        Unit{"초", 0},
    };
    for (const Unit& unit : units) {
        if (!cursor_.take(unit.name))
            continue;
        const bool before = unit.name.ends_with("前");
        cursor_.blanks();
        if (!before && !cursor_.take("전"))
            return false;
        stamp_.age = minutes(count * static_cast<unsigned>(unit.minutes));
        return true;
    }
    return false;
}

/// "18:42更新", "18:42 수정"
void StampReader::label_behind() {
    attempt([this] {
        cursor_.blanks();
        const Label label = label_named(cursor_.word());
        if (label < Label::published)
            return false;
        cursor_.drop(cursor_.word().size());
        has_label_ = true;
        stamp_.labelled = label == Label::changed;
        return true;
    });
}

bool StampReader::is_east_ahead() const {
    Cursor ahead = cursor_;
    ahead.blanks();
    string_view rest = ahead.rest();
    return !rest.empty() && is_eastern(text::next(rest));
}

}  // namespace stet::time
