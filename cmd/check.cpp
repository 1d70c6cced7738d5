#include <CLI/CLI.hpp>

#include "commands.h"
#include "open.h"
#include "report.h"
#include "text/ascii.h"
#include "text/cat.h"

namespace stet::cmd {

namespace {

/// `412:9f86d0…` as check prints it.
bool had_head(archive::Archive& archive, const std::string& typed) {
    const std::size_t colon = typed.find(':');
    const auto number = text::parse_number<std::int64_t>(typed.substr(0, colon));
    if (colon == std::string::npos || !number)
        throw Fatal(text::cat("'", typed, "' is no head"),
                    "give it as an earlier check printed it");
    return archive.has_head(*number, std::string_view(typed).substr(colon + 1));
}

Exit check(const std::string& head, Context& ctx) {
    archive::Archive archive = open_archive(ctx, archive::Archive::Access::inspect);
    const archive::Archive::Check found = archive.check();
    bool sound = found.faults.empty();
    for (const std::string& fault : found.faults)
        report(ctx, Error{Error::Kind::unreadable, fault, ctx.archive, ""});
    if (!head.empty() && !had_head(archive, head)) {
        sound = false;
        report(ctx, Error{Error::Kind::unreadable, text::cat("the chain never had the head ", head),
                          ctx.archive, "the archive was cut, or is another one"});
    }
    if (!ctx.quiet)
        ctx.out << text::cat(sound ? "sound" : "not sound", ": ", found.sources, " sources, ",
                             found.captures, " captures, ", found.revisions, " revisions, ",
                             found.bytes, " bytes\n", "archive ", found.archive_id, "\nhead ",
                             found.events, ':', found.head, '\n');
    return sound ? Exit::ok : Exit::no;
}

}  // namespace

Action declare_check(CLI::App& sub) {
    auto head = std::make_shared<std::string>();
    sub.add_option("--head", *head, "a head that an earlier check printed: is it in the chain?")
        ->type_name("NUMBER:HASH");
    return [head](Context& ctx) { return check(*head, ctx); };
}

}  // namespace stet::cmd
