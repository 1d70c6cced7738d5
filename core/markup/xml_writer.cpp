#include "markup/xml_writer.h"

#include <tinyxml2.h>

#include "markup/xml_characters.h"

namespace stet::markup {

namespace {

std::string allowed(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (xml::is_noncharacter(text.substr(at)))
            at += 2;
        else if (!xml::is_forbidden(text[at]))
            out.push_back(text[at]);
    }
    return out;
}

}  // namespace

XmlWriter::XmlWriter() : printer_(std::make_unique<tinyxml2::XMLPrinter>()) {
    printer_->PushDeclaration("xml version=\"1.0\" encoding=\"utf-8\"");
}

XmlWriter::~XmlWriter() = default;

void XmlWriter::open(const char* name) {
    printer_->OpenElement(name);
}

void XmlWriter::attribute(const char* name, std::string_view value) {
    printer_->PushAttribute(name, allowed(value).c_str());
}

void XmlWriter::text(std::string_view text) {
    printer_->PushText(allowed(text).c_str());
}

void XmlWriter::close() {
    printer_->CloseElement();
}

void XmlWriter::element(const char* name, std::string_view text) {
    open(name);
    this->text(text);
    close();
}

std::string XmlWriter::take() {
    std::string written(printer_->CStr(), static_cast<std::size_t>(printer_->CStrSize() - 1));
    printer_->ClearBuffer(false);
    return written;
}

}  // namespace stet::markup
