#include "archive/archive.h"

#include "archive/database.h"

namespace stet::archive {

Archive::Archive(std::unique_ptr<Database> database) : database_(std::move(database)) {}
Archive::~Archive() = default;
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;

}  // namespace stet::archive
