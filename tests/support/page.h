#pragma once

#include "model/document.h"

namespace stet::test {

/// A page of a live blog as it came over the network on 28 January 2026, 16:00 UTC.
inline Document page(std::string address, std::string body) {
    Document document;
    document.source = "https://news.example/live";
    document.address = std::move(address);
    document.body = std::move(body);
    document.content_type = "text/html; charset=utf-8";
    document.status = 200;
    document.observed = Instant(std::chrono::seconds(1'769'616'000));
    document.came = Document::Came::network;
    return document;
}

}  // namespace stet::test
