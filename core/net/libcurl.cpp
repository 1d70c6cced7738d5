#include <curl/curl.h>
#include <dlfcn.h>

#include <cstdarg>

#include "base/result.h"

// The functions of libcurl that this room calls, under their own names: each is looked up in the
// library when it is called first. Linked to the program, the library and the forty behind it would
// be loaded by every command, which costs more than most commands do.

// Some are macros too, which check their arguments.
#undef curl_easy_getinfo
#undef curl_easy_setopt
#undef curl_multi_setopt

namespace {

void* library() {
    static void* const loaded = [] {
        for (const char* const name : {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.so"})
            if (void* const one = dlopen(name, RTLD_NOW | RTLD_LOCAL))
                return one;
        throw stet::Fatal("libcurl cannot be loaded", "install libcurl.so.4");
    }();
    return loaded;
}

template <class Function>
Function* function(const char* name) {
    void* const found = dlsym(library(), name);
    if (!found)
        throw stet::Fatal("libcurl is too old");
    return reinterpret_cast<Function*>(found);
}

/// Hands on an argument of the type that an option's number tells.
template <class Set>
auto set(Set real, int option, va_list arguments) {
    switch (option / 10000) {
        case CURLOPTTYPE_LONG / 10000:
            return real(va_arg(arguments, long));
        case CURLOPTTYPE_OFF_T / 10000:
            return real(va_arg(arguments, curl_off_t));
        default:
            return real(va_arg(arguments, void*));
    }
}

}  // namespace

CURLcode curl_global_init(long flags) {
    static auto* const real = function<decltype(curl_global_init)>("curl_global_init");
    return real(flags);
}

curl_version_info_data* curl_version_info(CURLversion age) {
    static auto* const real = function<decltype(curl_version_info)>("curl_version_info");
    return real(age);
}

curl_slist* curl_slist_append(curl_slist* list, const char* line) {
    static auto* const real = function<decltype(curl_slist_append)>("curl_slist_append");
    return real(list, line);
}

void curl_slist_free_all(curl_slist* list) {
    static auto* const real = function<decltype(curl_slist_free_all)>("curl_slist_free_all");
    real(list);
}

CURL* curl_easy_init() {
    static auto* const real = function<decltype(curl_easy_init)>("curl_easy_init");
    return real();
}

void curl_easy_reset(CURL* easy) {
    static auto* const real = function<decltype(curl_easy_reset)>("curl_easy_reset");
    real(easy);
}

void curl_easy_cleanup(CURL* easy) {
    static auto* const real = function<decltype(curl_easy_cleanup)>("curl_easy_cleanup");
    real(easy);
}

const char* curl_easy_strerror(CURLcode code) {
    static auto* const real = function<decltype(curl_easy_strerror)>("curl_easy_strerror");
    return real(code);
}

CURLcode curl_easy_setopt(CURL* easy, CURLoption option, ...) {
    static auto* const real = function<decltype(curl_easy_setopt)>("curl_easy_setopt");
    va_list arguments;
    va_start(arguments, option);
    const CURLcode code =
        set([&](auto value) { return real(easy, option, value); }, option, arguments);
    va_end(arguments);
    return code;
}

CURLcode curl_easy_getinfo(CURL* easy, CURLINFO info, ...) {
    static auto* const real = function<decltype(curl_easy_getinfo)>("curl_easy_getinfo");
    va_list arguments;
    va_start(arguments, info);
    const CURLcode code = real(easy, info, va_arg(arguments, void*));
    va_end(arguments);
    return code;
}

CURLM* curl_multi_init() {
    static auto* const real = function<decltype(curl_multi_init)>("curl_multi_init");
    return real();
}

CURLMcode curl_multi_setopt(CURLM* multi, CURLMoption option, ...) {
    static auto* const real = function<decltype(curl_multi_setopt)>("curl_multi_setopt");
    va_list arguments;
    va_start(arguments, option);
    const CURLMcode code =
        set([&](auto value) { return real(multi, option, value); }, option, arguments);
    va_end(arguments);
    return code;
}

CURLMcode curl_multi_add_handle(CURLM* multi, CURL* easy) {
    static auto* const real = function<decltype(curl_multi_add_handle)>("curl_multi_add_handle");
    return real(multi, easy);
}

CURLMcode curl_multi_remove_handle(CURLM* multi, CURL* easy) {
    static auto* const real =
        function<decltype(curl_multi_remove_handle)>("curl_multi_remove_handle");
    return real(multi, easy);
}

CURLMcode curl_multi_perform(CURLM* multi, int* running) {
    static auto* const real = function<decltype(curl_multi_perform)>("curl_multi_perform");
    return real(multi, running);
}

CURLMcode curl_multi_poll(CURLM* multi, curl_waitfd* extra, unsigned int count, int wait,
                          int* events) {
    static auto* const real = function<decltype(curl_multi_poll)>("curl_multi_poll");
    return real(multi, extra, count, wait, events);
}

CURLMsg* curl_multi_info_read(CURLM* multi, int* left) {
    static auto* const real = function<decltype(curl_multi_info_read)>("curl_multi_info_read");
    return real(multi, left);
}

CURLMcode curl_multi_cleanup(CURLM* multi) {
    static auto* const real = function<decltype(curl_multi_cleanup)>("curl_multi_cleanup");
    return real(multi);
}
