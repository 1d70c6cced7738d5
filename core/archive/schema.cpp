#include "archive/schema.h"

#include <map>

#include "archive/sqlite.h"
#include "base/digest.h"
#include "text/cat.h"

namespace stet::archive {

namespace {

struct Object {
    std::string type, sql;
    bool operator==(const Object&) const = default;
};

// SQLite's own objects (indexes of UNIQUE, figures of ANALYZE) are not counted: they hold no code.
std::map<std::string, Object> objects(Connection& connection) {
    std::map<std::string, Object> found;
    Statement rows = connection.query(
        "SELECT name, type, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' "
        "ESCAPE '\\'");
    while (rows.step())
        found[rows.string(0)] = {rows.string(1), rows.string(2)};
    return found;
}

}  // namespace

std::vector<std::string> schema_faults(Connection& connection) {
    if (schema_digest(connection) == newest_schema_digest)
        return {};
    return schema_faults(connection, schema_steps());
}

std::string schema_digest(Connection& connection) {
    std::string all;
    for (const auto& [name, object] : objects(connection))
        all += text::cat(name, '\0', object.type, '\0', object.sql, '\0');
    return hex(sha256(all));
}

std::int64_t schema_version(Connection& connection) {
    return connection.number("PRAGMA user_version").value_or(0);
}

void migrate(Connection& connection, const std::vector<std::string_view>& steps) {
    Transaction transaction(connection, Transaction::For::writing);
    auto version = static_cast<std::size_t>(schema_version(connection));
    if (version >= steps.size())
        return;
    for (; version < steps.size(); ++version)
        connection.execute(std::string(steps[version]).c_str());
    connection.execute(text::cat("PRAGMA application_id = ", application_id,
                                 "; PRAGMA user_version = ", steps.size())
                           .c_str());
    transaction.commit();
}

std::vector<std::string> schema_faults(Connection& connection,
                                       const std::vector<std::string_view>& steps) {
    Connection fresh("", Connection::Mode::memory);
    migrate(fresh, steps);
    const auto wanted = objects(fresh);
    const auto found = objects(connection);
    std::vector<std::string> faults;
    for (const auto& [name, object] : wanted) {
        const auto place = found.find(name);
        if (place == found.end())
            faults.push_back(text::cat(object.type, " '", name, "' is missing"));
        else if (!(place->second == object))
            faults.push_back(text::cat(object.type, " '", name, "' is not as stet made it"));
    }
    for (const auto& [name, object] : found)
        if (!wanted.contains(name))
            faults.push_back(text::cat(object.type, " '", name, "' is not of stet's making"));
    return faults;
}

}  // namespace stet::archive
