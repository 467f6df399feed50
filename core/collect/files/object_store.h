// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iterator>
#include <list>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace causeway::dump {

/// The objects of one kind as a script makes and drops them: found by their key without a search, in the
/// order in which they were made. A pointer to one holds until that one is dropped.
template <class Object> class ObjectStore {
public:
    Object* find(const std::string& key) {
        const auto found = byKey_.find(key);
        return found == byKey_.end() ? nullptr : &*found->second;
    }
    /// Puts an object in at the end; one of the same key goes.
    void put(const std::string& key, Object object) {
        erase(key);
        byKey_.emplace(key, objects_.insert(objects_.end(), std::move(object)));
    }
    void erase(const std::string& key) {
        if (const auto found = byKey_.find(key); found != byKey_.end()) {
            objects_.erase(found->second);
            byKey_.erase(found);
        }
    }
    template <class Predicate> void eraseIf(Predicate goes) {
        std::erase_if(byKey_, [&](const auto& entry) {
            const bool gone = goes(std::as_const(*entry.second));
            if (gone)
                objects_.erase(entry.second);
            return gone;
        });
    }
    /// No object may have the new key, but the same object.
    void rename(const std::string& from, const std::string& to) {
        if (auto entry = byKey_.extract(from)) {
            entry.key() = to;
            byKey_.insert(std::move(entry));
        }
    }
    /// All of them; the store is empty after it.
    std::vector<Object> take() {
        byKey_.clear();
        std::vector<Object> out(std::make_move_iterator(objects_.begin()),
                                std::make_move_iterator(objects_.end()));
        objects_.clear();
        return out;
    }
    auto begin() { return objects_.begin(); }
    auto end() { return objects_.end(); }

private:
    using Place = typename std::list<Object>::iterator;
    std::list<Object> objects_;
    std::unordered_map<std::string, Place> byKey_;
};

} // namespace causeway::dump
