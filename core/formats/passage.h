#pragma once

#include <string>
#include <string_view>

#include "markup/node.h"
#include "time/zone.h"

namespace stet::formats {

/// Where an element stands: what its references are relative to, and its language.
struct Scope {
    std::string base;                     ///< empty where there is none
    std::string language;                 ///< as xml:lang gave it last, tidied
    bool language_stated = false;         ///< an empty xml:lang is a statement too
    time::Zone zone = time::Zone::utc();  ///< of dates that name none
    bool zone_asked = false;              ///< a person gave it

    /// The scope inside an element: this one, but where xml:base and xml:lang change it, `room`.
    const Scope& inside(const markup::Node& node, Scope& room) const;

    /// A reference made absolute. Empty where it would run a program (javascript: and its like).
    std::string address(std::string_view reference) const;
};

/// Foreign text with or without markup, as a feed gave it.
struct Passage {
    std::string value;
    bool is_html = false;
    std::string base;  ///< of references in it

    bool empty() const { return value.empty(); }
    /// As a reader sees it, on several lines.
    std::string text() const;
    /// As a reader sees it, on one line.
    std::string line() const;
    /// Sanitized HTML.
    std::string html() const;
};

/// How RSS gives text: HTML, escaped or not.
Passage html_passage(const markup::Node& node, const Scope& scope);

/// A text construct of Atom (RFC 4287, 3.1 and 4.1.3) or of Atom 0.3 (type and mode).
Passage atom_passage(const markup::Node& node, const Scope& scope);

/// Characters below an element, blanks folded; what dates, names and addresses are.
std::string folded(const markup::Node& node);

/// Whether an element has elements below it.
bool has_elements(const markup::Node& node);

}  // namespace stet::formats
