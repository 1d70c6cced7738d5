#include "archive/profiles.h"

#include <string_view>

#include "archive/rows.h"

namespace stet::archive {

namespace {

constexpr std::string_view read_sql =
    "SELECT looks_with_ids, looks_against_ids, by_nature, looks_out_of_order, entered_at_end,"
    " entered_inside, left_at_end, left_inside, came_back, dated_anew, restamped, restamps"
    " FROM profiles WHERE source = ?";

constexpr std::string_view write_sql =
    "INSERT OR REPLACE INTO profiles (source, looks_with_ids, looks_against_ids, by_nature,"
    " looks_out_of_order, entered_at_end, entered_inside, left_at_end, left_inside, came_back,"
    " dated_anew, restamped, restamps) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

}  // namespace

Profile read_profile(Connection& sql, std::int64_t source) {
    Profile profile;
    Statement row = sql.query(read_sql, source);
    if (!row.step())
        return profile;
    profile.looks_with_ids = row.integer(0);
    profile.looks_against_ids = row.integer(1);
    profile.by_nature = row.integer(2) != 0;
    profile.looks_out_of_order = row.integer(3);
    profile.entered_at_end = row.integer(4);
    profile.entered_inside = row.integer(5);
    profile.left_at_end = row.integer(6);
    profile.left_inside = row.integer(7);
    profile.came_back = row.integer(8);
    profile.dated_anew = row.integer(9);
    profile.restamped = maybe_instant(row, 10);
    profile.restamps = row.integer(11) != 0;
    return profile;
}

void write_profile(Connection& sql, std::int64_t source, const Profile& profile) {
    if (read_profile(sql, source) == profile)
        return;
    sql.run(write_sql, source, profile.looks_with_ids, profile.looks_against_ids, profile.by_nature,
            profile.looks_out_of_order, profile.entered_at_end, profile.entered_inside,
            profile.left_at_end, profile.left_inside, profile.came_back, profile.dated_anew,
            seconds(profile.restamped), profile.restamps);
}

}  // namespace stet::archive
