#include "archive/shown.h"

#include <unordered_map>

namespace stet::archive {

namespace {

/// Of each state of a window the one in which its update is now.
std::unordered_map<std::int64_t, std::int64_t> newest_states(Connection& sql,
                                                             const Window& window) {
    std::unordered_map<std::int64_t, std::int64_t> newest;
    for (const Window::Place& place : window.places)
        if (const auto state =
                sql.number("SELECT e.newest FROM states st JOIN entries e ON e.number = st.entry"
                           " WHERE st.number = ?",
                           place.state))
            newest.emplace(place.state, *state);
    return newest;
}

}  // namespace

Window window_of(Connection& sql, std::int64_t head, const std::vector<std::int64_t>& shown,
                 const Window& last_whole, const std::unordered_set<std::int64_t>& undecided) {
    std::vector<std::vector<std::int64_t>> ahead_of(shown.size() + 1);
    if (!undecided.empty()) {
        std::unordered_map<std::int64_t, std::size_t> places;
        for (std::size_t i = 0; i < shown.size(); ++i)
            places.emplace(shown[i], i);
        const auto newest = newest_states(sql, last_whole);
        std::size_t next = shown.size();
        for (auto old = last_whole.places.rbegin(); old != last_whole.places.rend(); ++old) {
            const auto now = newest.find(old->state);
            if (now == newest.end())
                continue;
            if (const auto place = places.find(now->second); place != places.end())
                next = place->second;
            else if (undecided.contains(now->second))
                ahead_of[next].push_back(now->second);
        }
    }
    Window window;
    window.head = head;
    for (std::size_t i = 0; i <= shown.size(); ++i) {
        for (auto state = ahead_of[i].rbegin(); state != ahead_of[i].rend(); ++state)
            window.places.push_back({*state, true});
        if (i < shown.size())
            window.places.push_back({shown[i], false});
    }
    return window;
}

void move_spans(Database& database, const Window& window, std::int64_t source, std::int64_t look,
                std::optional<std::int64_t> look_before) {
    Connection& sql = database.sql;
    std::unordered_set<std::int64_t> shown;
    if (window.head != 0)
        shown.insert(window.head);
    for (const Window::Place& place : window.places)
        if (!place.undecided)
            shown.insert(place.state);

    std::vector<std::int64_t> ended;
    Statement open =
        sql.query("SELECT number, state FROM spans WHERE source = ? AND last_look IS NULL", source);
    while (open.step())
        if (shown.erase(open.integer(1)) == 0)
            ended.push_back(open.integer(0));
    for (const std::int64_t span : ended) {
        sql.run("UPDATE spans SET last_look = ?, end_look = ? WHERE number = ?", look_before, look,
                span);
        database.chain.add(Subject::span, span);
    }
    const auto begin = [&](std::int64_t state) {
        if (shown.erase(state) != 0)
            sql.run("INSERT INTO spans (source, state, first_look) VALUES (?, ?, ?)", source, state,
                    look);
    };
    begin(window.head);
    for (const Window::Place& place : window.places)
        begin(place.state);
}

}  // namespace stet::archive
