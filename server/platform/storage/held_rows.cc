#include "platform/storage/held_rows.h"

#include <algorithm>
#include <utility>

namespace jincai::storage {

namespace {

constexpr std::size_t kRowsMax = 4'000;

}  // namespace

HeldRows::Table& HeldRows::table(std::string_view name,
                                 std::vector<std::string_view> const& columns) {
    auto const found = std::ranges::find_if(tables_, [&](auto const& each) {
        return each->columns == &columns && each->name == name;
    });
    if (found != tables_.end()) return **found;
    tables_.push_back(std::make_unique<Table>(Table{std::string{name}, &columns, {}, 0}));
    return *tables_.back();
}

std::span<Slot> HeldRows::add(std::string_view name,
                              std::vector<std::string_view> const& columns) {
    auto& rows = table(name, columns);
    if (rows.used == 0) waiting_.push_back(&rows);
    auto const width = columns.size();
    if (rows.slots.size() < rows.used + width) rows.slots.resize(rows.used + width);
    rows.used += width;
    if (rows.used >= kRowsMax * width) full_ = true;
    return {rows.slots.data() + rows.used - width, width};
}

std::size_t HeldRows::first_named(std::string_view sql) const {
    for (std::size_t i = waiting_.size(); i > 0; --i)
        if (sql.find(waiting_[i - 1]->name) != std::string_view::npos) return i;
    return 0;
}

void HeldRows::insert_first(Connection& connection, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        auto& rows = *waiting_[i];
        std::span<Slot const> const slots{rows.slots.data(), std::exchange(rows.used, 0)};
        connection.insert({rows.name, *rows.columns, slots});
    }
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count));
    if (count > 0) full_ = false;
}

void HeldRows::drop() noexcept {
    for (auto* const rows : waiting_) rows->used = 0;
    waiting_.clear();
    full_ = false;
}

}  // namespace jincai::storage
