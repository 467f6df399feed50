// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/collect/files/host_files.h"
#include "core/collect/files/host_text.h"

#include <algorithm>

namespace causeway {
namespace {

void note(HostFile& file, const char* kind) {
    if (std::find(file.kinds.begin(), file.kinds.end(), kind) == file.kinds.end())
        file.kinds.push_back(kind);
}

/// free prints no unit for its default (KiB), -b, -m and -g; what a database server can have tells them
/// apart.
double freeUnit(double total) {
    if (total < 200)
        return kGiB;
    if (total < 500'000)
        return kMiB;
    return total < 2e9 ? kKiB : 1;
}

/// The rows of free: "Mem:" and, in old versions, "-/+ buffers/cache:".
class FreeReader {
public:
    explicit FreeReader(HostFile& file) : file_(file) {}

    void line(const std::vector<std::string_view>& fields) {
        if (fields.size() >= 3 && fields[0] == "total" && fields[1] == "used" && fields[2] == "free")
            headed_ = true;
        else if (headed_ && fields.size() >= 4 && fields[0] == "Mem:")
            memory(fields);
        else if (unit_ > 0 && fields.size() >= 4 && fields[0] == "-/+" && fields[1] == "buffers/cache:")
            set(fields[2]);
    }

private:
    void memory(const std::vector<std::string_view>& fields) {
        const auto bare = figure(fields[1]);
        unit_ = bare ? freeUnit(*bare) : 1;
        const auto total = bare ? std::optional(*bare * unit_) : unitFigure(fields[1]);
        if (!total || *total <= 0)
            return;
        file_.metrics.ramBytes = total;
        note(file_, "free");
        set(fields[2]);
    }
    void set(std::string_view used) {
        const auto bare = figure(used);
        const auto bytes = bare ? std::optional(*bare * unit_) : unitFigure(used);
        if (bytes)
            file_.sample(file_.fileTime).memoryUsedBytes = bytes;
    }

    HostFile& file_;
    bool headed_ = false;
    double unit_ = 0; ///< bytes of one figure; 0 until a row of memory told it
};

/// "CPU(s): 4" of lscpu; "MemTotal: 16384 kB" of /proc/meminfo; "vm.swappiness = 60" of sysctl.
void keyedLine(std::string_view line, HostFile& file, std::size_t& processors) {
    const auto colon = line.find(':');
    const auto key = trim(line.substr(0, std::min(colon, line.size())));
    const auto value = colon == std::string_view::npos ? std::string_view{} : trim(line.substr(colon + 1));
    long long n = 0;
    if (key == "CPU(s)" && parseNumber(value, n) && n > 0 && n < 100000) {
        file.metrics.cpus = int(n);
        note(file, "lscpu");
    } else if (key == "NUMA node(s)" && parseNumber(value, n) && n > 0 && n < 10000) {
        file.metrics.settings["numa_nodes"] = std::to_string(n);
        note(file, "lscpu");
    } else if (key.ends_with("/queue/rotational") && (value == "0" || value == "1")) {
        // Several disks: one that turns decides.
        auto& known = file.metrics.settings["rotational"];
        known = known == "1" ? known : std::string(value);
        note(file, "rotational");
    } else if (key == "processor" && parseNumber(value, n))
        ++processors;
    else if (key == "MemTotal" && value.ends_with(" kB") &&
             parseNumber(trim(value.substr(0, value.size() - 3)), n) && n > 0) {
        file.metrics.ramBytes = double(n) * 1024;
        note(file, "meminfo");
    }
    const auto equals = line.find(" = ");
    if (equals == std::string_view::npos || equals > 100)
        return;
    const auto name = line.substr(0, equals);
    const bool kernelName = name.starts_with("vm.") || name.starts_with("kernel.") ||
                            name.starts_with("fs.") || name.starts_with("net.");
    if (kernelName && name.find_first_of(" \t'\"") == std::string_view::npos &&
        file.metrics.settings.size() < 5000) {
        file.metrics.settings[std::string(name)] = printable(trim(line.substr(equals + 3)));
        note(file, "sysctl");
    }
}

/// "always [madvise] never": the choice in brackets, of a list that has both ends.
void hugePages(std::string_view line, HostFile& file) {
    const auto open = line.find('['), close = line.find(']');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open ||
        line.size() > 60 || line.find("always") == std::string_view::npos ||
        line.find("never") == std::string_view::npos)
        return;
    file.metrics.settings.emplace("transparent_hugepage", printable(line.substr(open + 1, close - open - 1)));
    note(file, "transparent_hugepage");
}

void unameLine(const std::vector<std::string_view>& fields, HostFile& file) {
    if (fields.size() >= 5 && fields[0] == "Linux" && fields[3].starts_with('#')) {
        file.metrics.kernel = printable(fields[2], 80);
        note(file, "uname");
    }
}

/// A lone number says nothing of itself; only here the file's name decides.
void loneNumber(std::string_view text, HostFile& file) {
    long long n = 0;
    if (text.size() > 64 || !parseNumber(trim(text), n))
        return;
    if (containsIgnoreCase(file.name, "swappiness") && n >= 0 && n <= 200) {
        file.metrics.settings["vm.swappiness"] = std::to_string(n);
        note(file, "sysctl");
    } else if ((containsIgnoreCase(file.name, "nproc") || containsIgnoreCase(file.name, "cpu")) && n > 0 &&
               n < 100000) {
        file.metrics.cpus = int(n);
        note(file, "nproc");
    }
}

} // namespace

void readSystemFacts(std::string_view text, HostFile& file) {
    FreeReader free(file);
    std::size_t processors = 0;
    LineCursor lines(text);
    for (std::string_view line; lines.next(line);) {
        if (line.size() > 16 * 1024)
            continue;
        keyedLine(line, file, processors);
        hugePages(line, file);
        const auto fields = blankFields(line);
        free.line(fields);
        unameLine(fields, file);
    }
    if (processors && !file.metrics.cpus) {
        file.metrics.cpus = int(std::min<std::size_t>(processors, 100000));
        note(file, "cpuinfo");
    }
    loneNumber(text, file);
}

} // namespace causeway
