#pragma once

#include <string>

#include "model/document.h"
#include "model/feed.h"

/// What is the same for all records, whatever document they were read from.
namespace stet {

void complete_head(Item& head, const Document& document, const Reading& reading);
void complete_item(Item& item, const Item& head);
/// All records of a feed, with their language and their ids.
void complete(Feed& feed, const Document& document, const Reading& reading);

/// The words by which a language is recognised where none is declared: the first ones.
class Sample {
  public:
    explicit Sample(const Item& first);
    /// False where no more are wanted.
    bool add(const Item& item);
    std::string language() const;

  private:
    std::string words_;
};

}  // namespace stet
