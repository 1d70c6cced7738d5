#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "extract/blocks.h"

/// Texts that begin with a clock and have nothing else to tell them by: no element for the time, no
/// class. Programmes, timetables, fixtures and lists of stories are written the same way.
namespace stet::page {

/// The clock that opens a text: "18:42 Uhr: Text", "(18:42) Text". Nothing where no text follows,
/// or where it is that of a change.
std::optional<When> opening_clock(std::string_view words);

/// A text that begins with a clock.
struct Clocked {
    std::chrono::seconds clock;
    std::vector<markup::Node*> parts;
};

/// Whether such texts are the updates of a live blog: it names itself one, they are three at least,
/// most clocks fall, few words are links. Where clocks rise it has to be called more than "live",
/// and most texts have to be sentences: so do not run fixtures and programmes.
bool are_updates(std::span<const Clocked> texts, const Claim& claim);

}  // namespace stet::page
