#include "open.h"

#include <algorithm>
#include <iterator>

#include "text/cat.h"

namespace stet::cmd {

archive::Archive open_archive(Context& ctx, archive::Archive::Access access) {
    if (ctx.archive.empty())
        throw Fatal("no place for the archive is known",
                    "give --archive FILE, or set STET_ARCHIVE or HOME");
    return archive::Archive::open(ctx.archive, access);
}

namespace {

[[noreturn]] void tell_unknown(const std::string& word) {
    throw Fatal(text::cat("no source '", word, "' in the archive"),
                "'stet sources' lists those that are there");
}

std::vector<archive::Source> named(archive::Archive& archive, const std::string& word) {
    std::vector<archive::Source> sources = archive.named(word);
    if (sources.empty())
        tell_unknown(word);
    return sources;
}

}  // namespace

archive::Source source_of(archive::Archive& archive, const std::string& word) {
    std::optional<archive::Source> source = archive.find_source(word);
    if (!source)
        tell_unknown(word);
    return *std::move(source);
}

std::vector<archive::Source> sources_of(archive::Archive& archive,
                                        const std::vector<std::string>& words) {
    std::vector<archive::Source> sources;
    for (const std::string& word : words)
        std::ranges::move(named(archive, word), std::back_inserter(sources));
    return sources;
}

Selection known_selection(archive::Archive& archive, Selection selection) {
    for (const std::string& word : selection.sources)
        named(archive, word);
    for (std::string& key : selection.keys)
        if (auto present = archive.present_key(key))
            key = *std::move(present);
    return selection;
}

}  // namespace stet::cmd
