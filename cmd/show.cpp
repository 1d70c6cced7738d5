#include <CLI/CLI.hpp>

#include "commands.h"
#include "open.h"
#include "output.h"
#include "text/ascii.h"
#include "text/cat.h"

namespace stet::cmd {

namespace {

struct Options {
    std::string key;
    Shape shape{.life = true};
};

/// `ukraine/k7f3q/2` as the update's key and the number of a revision, 0 for all.
struct RevisionKey {
    std::string key;
    std::uint32_t revision = 0;
};

RevisionKey parts_of(const std::string& typed) {
    const std::size_t last = typed.rfind('/');
    if (last == std::string::npos || typed.find('/') == last)
        return {typed, 0};
    const auto number = text::parse_number<std::uint32_t>(std::string_view(typed).substr(last + 1));
    return {typed.substr(0, last), number.value_or(0)};
}

Exit show(const Options& options, Context& ctx) {
    archive::Archive archive = open_archive(ctx, archive::Archive::Access::read);
    const RevisionKey asked = parts_of(options.key);
    Output output(ctx, options.shape, true);
    Selection selection;
    selection.keys = {asked.key};
    archive.select(selection, archive::Scope::changes, true, [&](Item&& item) {
        if (asked.revision == 0 || item.revision == asked.revision)
            output.write(item);
        return true;
    });
    if (output.count() == 0) {
        report(ctx, Error{Error::Kind::missing, text::cat("no update '", options.key, "'"), "",
                          "'stet log' and 'stet search' tell the keys of updates"});
        return Exit::no;
    }
    output.finish();
    return Exit::ok;
}

}  // namespace

Action declare_show(CLI::App& sub) {
    auto options = std::make_shared<Options>();
    sub.add_option("key", options->key, "an update, or a revision of it: ukraine/k7f3q/2")
        ->type_name("KEY")
        ->required();
    declare_format(sub, options->shape.format);
    declare_context(sub, options->shape);
    return [options](Context& ctx) { return show(*options, ctx); };
}

}  // namespace stet::cmd
