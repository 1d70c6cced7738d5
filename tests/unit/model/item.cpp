#include "model/item.h"

#include "model/document.h"
#include "support/catch.h"

using namespace stet;

TEST_CASE("item: every word of the wire comes back as its value", "[model]") {
    for (int i = 0; i < 3; ++i) {
        CHECK(kind_of(name_of(static_cast<Kind>(i))) == static_cast<Kind>(i));
        CHECK(evidence_of(name_of(static_cast<Evidence>(i))) == static_cast<Evidence>(i));
    }
    for (int i = 0; i < 5; ++i) {
        CHECK(change_of(name_of(static_cast<Change>(i))) == static_cast<Change>(i));
        CHECK(notice_of(name_of(static_cast<Notice>(i))) == static_cast<Notice>(i));
        CHECK(time_basis_of(name_of(static_cast<TimeBasis>(i))) == static_cast<TimeBasis>(i));
    }
    for (int i = 0; i < 7; ++i)
        CHECK(class_of(name_of(static_cast<Class>(i))) == static_cast<Class>(i));
}

TEST_CASE("item: absent is an empty word, and an unknown word is absent", "[model]") {
    CHECK(name_of(Change::none).empty());
    CHECK(name_of(Notice::none) == "none");
    CHECK(name_of(Notice::none_given).empty());
    CHECK(change_of("vanished") == Change::none);
    CHECK(kind_of("") == Kind::update);
    CHECK(name_of(Document::Came::standard_input) == "stdin");
}
