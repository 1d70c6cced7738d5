#pragma once

#include <optional>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "command.h"
#include "source/read.h"

namespace stet::cmd {

/// What HTTP would have said of a file, said by the person.
struct DocumentOptions {
    std::string base_url, content_type;
};
void declare_document(CLI::App& sub, DocumentOptions& options);

/// Makes a document what the options say it is. `observed`: a typed time, `mtime`, or empty.
void adjust(Document& document, const DocumentOptions& options, const std::string& observed,
            Context& ctx);

/// Reads a file or standard input, which has no address of its own, against `base` if there is one.
void rebase(Document& document, const std::string& base);

/// A capture in a WARC file belongs to the address that it is of, whatever the file is called.
void name_by_target(source::Place& place, Document& document);

/// Whether an address is one of the source's, http and https being the same, or is `base`.
bool is_of_source(const std::string& address, const std::string& source, const std::string& base,
                  archive::Archive& archive);

/// Whether one of the words could be a followed source's name: neither an address nor a file nor
/// `-`.
bool names_a_source(const std::vector<std::string>& words);

/// Words of the command line as places to read: an address where there is `://`, else a source's
/// name if the archive (may be null) has one, else a file. A series' name means its parts that are
/// followed. Throws Fatal on a scheme that stet does not read.
std::vector<source::Place> places_of(const std::vector<std::string>& words,
                                     archive::Archive* archive);

/// A source as a place to read: its present address, with the validators of its last answer.
source::Place place_of(const archive::Source& source);

/// The same of each.
std::vector<source::Place> places_of(const std::vector<archive::Source>& sources);

/// The option that asks for pages of older updates with each look.
void declare_older_pages(CLI::App& sub, std::optional<std::size_t>& pages);

/// Asks for so many in the place of what is kept with the sources.
void want_older(std::vector<source::Place>& places, std::size_t pages);

/// Makes all places captures of one source: a known one's name or address, or a new address.
/// Returns the address that files of it are to be read against; empty where it has none.
std::string assign_source(std::vector<source::Place>& places, const std::string& as,
                          archive::Archive& archive);

/// How a place's source wants to be read, if the archive knows it.
Reading reading_of(const source::Place& place, std::optional<archive::Archive>& archive);

}  // namespace stet::cmd
