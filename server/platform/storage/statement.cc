#include "platform/storage/statement.h"

#include <vector>

#include <fmt/format.h>

#include "platform/storage/connection.h"

namespace jincai::storage {

struct Statement::Impl {
    std::unique_ptr<Prepared> prepared;
    std::vector<Slot> parameters;
    std::vector<Slot> columns;
    std::optional<std::size_t> columns_known;
};

Statement::Statement(Connection& connection, std::string const& sql)
    : impl_{std::make_unique<Impl>()} {
    auto const text = statement_in(connection.dialect(), sql);
    if (text.find_first_not_of(" \n;") == std::string::npos)
        throw StorageError{Failure::other, "an empty statement"};
    impl_->prepared = connection.prepare(text);
    impl_->parameters.resize(count_places(text));
    impl_->columns_known = impl_->prepared->columns();
    impl_->columns.resize(impl_->columns_known.value_or(0));
}

Statement::~Statement() = default;

Slot& Statement::parameter(std::size_t index) {
    if (index >= impl_->parameters.size()) check_parameters(index + 1);
    return impl_->parameters[index];
}

void Statement::check_parameters(std::size_t given) const {
    if (given == impl_->parameters.size()) return;
    throw StorageError{Failure::other,
                       fmt::format("{} values for {} placeholders (each name counts once)", given,
                                   impl_->parameters.size())};
}

void Statement::declare_columns(std::size_t count) {
    if (!impl_->columns_known) impl_->columns.resize(count);
    if (count == impl_->columns.size()) return;
    throw StorageError{Failure::other, fmt::format("the select lists {} columns, the row has {}",
                                                   impl_->columns.size(), count)};
}

Slot& Statement::column(std::size_t index) {
    return impl_->columns[index];
}

bool Statement::execute() {
    return impl_->prepared->execute(impl_->parameters, impl_->columns);
}

bool Statement::fetch() {
    return impl_->prepared->fetch(impl_->columns);
}

std::int64_t Statement::affected() const {
    return impl_->prepared->affected();
}

void Statement::reset() noexcept {
    impl_->prepared->reset();
}

}  // namespace jincai::storage
