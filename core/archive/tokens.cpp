#include "archive/tokens.h"

#include <sqlite3.h>

#include <iterator>

#include "archive/sqlite.h"

namespace stet::archive {

namespace {

// As the table `words` is declared.
constexpr const char* name = "unicode61";
constexpr const char* arguments[] = {"remove_diacritics", "2"};

constexpr std::size_t longest_token = 32768;  // FTS5 cuts off the rest

int pass(void* take, int, const char* token, int size, int, int) {
    const std::string_view bytes(token, static_cast<std::size_t>(size));
    (*static_cast<const std::function<void(std::string_view)>*>(take))(
        bytes.substr(0, longest_token));
    return SQLITE_OK;
}

}  // namespace

struct Tokenizer::State {
    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (made != nullptr)
            calls.xDelete(made);
    }
    fts5_tokenizer calls{};
    Fts5Tokenizer* made = nullptr;
};

Tokenizer::Tokenizer(Connection& connection) : state_(std::make_unique<State>()) {
    fts5_api* api = connection.full_text();
    void* context = nullptr;
    const auto must = [&](int code) {
        if (code != SQLITE_OK)
            connection.fail(code);
    };
    must(api != nullptr ? SQLITE_OK : SQLITE_ERROR);
    must(api->xFindTokenizer(api, name, &context, &state_->calls));
    must(state_->calls.xCreate(context, const_cast<const char**>(arguments),
                               static_cast<int>(std::size(arguments)), &state_->made));
}

Tokenizer::~Tokenizer() = default;

void Tokenizer::split(std::string_view text, const std::function<void(std::string_view)>& take) {
    state_->calls.xTokenize(state_->made, const_cast<std::function<void(std::string_view)>*>(&take),
                            FTS5_TOKENIZE_DOCUMENT, text.data(), static_cast<int>(text.size()),
                            &pass);
}

}  // namespace stet::archive
