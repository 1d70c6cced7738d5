#pragma once

#include <string>

#include "markup/node.h"

/// A tree on one line, for comparing: `a[href=x]("text" b())`.
inline std::string outline(const stet::markup::Node& top) {
    std::string out;
    for (const stet::markup::Node* node = top.first_child; node; node = node->next) {
        if (!out.empty())
            out += ' ';
        if (node->kind == stet::markup::Node::Kind::text) {
            out += (node->raw ? "raw\"" : "\"") + std::string(node->text) + '"';
            continue;
        }
        out += node->name;
        for (const stet::markup::Attribute& attribute : node->attributes)
            out += '[' + std::string(attribute.name) + '=' + std::string(attribute.value) + ']';
        out += '(' + outline(*node) + ')';
    }
    return out;
}
