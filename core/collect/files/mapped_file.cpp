// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/mapped_file.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <mutex>

namespace causeway {
namespace {

/// The mappings that the handler of SIGBUS may mend; a signal handler can use nothing but atomics.
struct Mapping {
    std::atomic<bool> used{false}, lost{false};
    std::atomic<std::uintptr_t> begin{0}, end{0};
};
std::array<Mapping, 64> mappings;
struct sigaction previous;
std::size_t pageBytes() {
    static const auto size = std::size_t(::sysconf(_SC_PAGESIZE));
    return size;
}
std::uintptr_t pageMask;

/// A read behind the end of a file that was cut: a page of zeros takes the place of the one that is gone.
void onBusError(int number, siginfo_t* info, void* context) {
    const auto address = reinterpret_cast<std::uintptr_t>(info->si_addr);
    for (Mapping& mapping : mappings) {
        if (address < mapping.begin || address >= mapping.end)
            continue;
        void* const page = reinterpret_cast<void*>(address & pageMask);
        const auto size = std::size_t(~pageMask + 1);
        if (::mmap(page, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == page) {
            mapping.lost = true;
            return;
        }
    }
    // Not ours: what was there before decides.
    if (previous.sa_flags & SA_SIGINFO)
        return previous.sa_sigaction(number, info, context);
    if (previous.sa_handler != SIG_DFL && previous.sa_handler != SIG_IGN)
        return previous.sa_handler(number);
    ::signal(SIGBUS, SIG_DFL);
    ::raise(SIGBUS);
}

void installHandler() {
    static std::once_flag once;
    std::call_once(once, [] {
        pageMask = ~std::uintptr_t(pageBytes() - 1);
        struct sigaction action {};
        action.sa_sigaction = onBusError;
        action.sa_flags = SA_SIGINFO | SA_NODEFER;
        ::sigaction(SIGBUS, &action, &previous);
    });
}

int takeSlot(const char* data, std::size_t size) {
    for (std::size_t i = 0; i < mappings.size(); ++i) {
        bool free = false;
        if (!mappings[i].used.compare_exchange_strong(free, true))
            continue;
        mappings[i].lost = false;
        mappings[i].begin = reinterpret_cast<std::uintptr_t>(data);
        mappings[i].end = reinterpret_cast<std::uintptr_t>(data) + size;
        return int(i);
    }
    return -1;
}

} // namespace

std::unique_ptr<MappedFile> MappedFile::open(const std::string& path) {
    const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat info {};
    if (handle < 0 || ::fstat(handle, &info) != 0) {
        const std::string why = std::strerror(errno);
        if (handle >= 0)
            ::close(handle);
        throw Error(ErrorCode::Input, "cannot open " + printable(path), why);
    }
    const auto size = std::size_t(info.st_size);
    void* data = MAP_FAILED;
    if (S_ISREG(info.st_mode) && size > 0)
        data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, handle, 0);
    ::close(handle);
    if (data == MAP_FAILED)
        return nullptr;
    installHandler();
    const int slot = takeSlot(static_cast<const char*>(data), size);
    if (slot < 0) {
        ::munmap(data, size);
        return nullptr;
    }
    ::madvise(data, size, MADV_SEQUENTIAL);
    return std::unique_ptr<MappedFile>(new MappedFile(static_cast<const char*>(data), size, slot));
}

MappedFile::~MappedFile() {
    ::munmap(const_cast<char*>(data_), size_);
    auto& mapping = mappings[std::size_t(slot_)];
    mapping.begin = mapping.end = 0;
    mapping.used = false;
}

void MappedFile::release(std::size_t bytes) {
    const auto whole = bytes / pageBytes() * pageBytes();
    if (whole < released_ + (std::size_t(1) << 20))
        return; // not for every little
    ::madvise(const_cast<char*>(data_) + released_, whole - released_, MADV_DONTNEED);
    released_ = whole;
}

bool MappedFile::lost() const {
    return mappings[std::size_t(slot_)].lost;
}

} // namespace causeway
