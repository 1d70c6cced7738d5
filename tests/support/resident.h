#pragma once

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>

namespace test {

/// How many bytes of what `bytes` points to are in this process's memory.
inline std::size_t resident(std::string_view bytes) {
    const auto begin = reinterpret_cast<std::uintptr_t>(bytes.data());
    const std::uintptr_t end = begin + bytes.size();
    std::ifstream maps("/proc/self/smaps");
    std::size_t sum = 0, kib = 0;
    bool inside = false;
    for (std::string line; std::getline(maps, line);) {
        unsigned long from = 0, to = 0;
        if (std::sscanf(line.c_str(), "%lx-%lx ", &from, &to) == 2)
            inside = from < end && begin < to;
        else if (inside && std::sscanf(line.c_str(), "Rss: %zu kB", &kib) == 1)
            sum += kib * 1024;
    }
    return sum;
}

}  // namespace test
