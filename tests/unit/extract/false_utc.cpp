#include "extract/false_utc.h"

#include "extract/extract.h"
#include "reading.h"

using namespace stet;
using Strings = std::vector<std::string>;

namespace {

Feed blog(const std::string& modified) {
    std::string page = "<html lang=es><head><meta property='article:modified_time' content='" +
                       modified + "'></head><body><h1>El incendio, en directo</h1>";
    for (const char* clock : {"23:20", "22:05", "18:30"})
        page += "<div class=entry><time datetime=2024-02-22T" + std::string(clock) + ":00.000Z>" +
                clock + "</time><p>" + words(clock) + "</p></div>";
    return read_of(page + "</body></html>", "https://diario.example.es/vivo");
}

}  // namespace

TEST_CASE("false_utc: updates cannot be later than their page", "[extract]") {
    CHECK(times_of(blog("2024-02-22T23:20:30+01:00")) ==
          Strings{"2024-02-22T22:20:00Z", "2024-02-22T21:05:00Z", "2024-02-22T17:30:00Z"});
}

TEST_CASE("false_utc: a true Z stays", "[extract]") {
    CHECK(times_of(blog("2024-02-23T00:25:00+01:00")) ==
          Strings{"2024-02-22T23:20:00Z", "2024-02-22T22:05:00Z", "2024-02-22T18:30:00Z"});
    CHECK(times_of(blog("2024-02-22T18:00:00+01:00"))[0] == "2024-02-22T23:20:00Z");
}
