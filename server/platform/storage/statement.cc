#include "platform/storage/statement.h"

#include <vector>

#include <fmt/format.h>

#include "platform/storage/connection.h"

namespace jincai::storage {

namespace {

/// A slot together with SOCI's own flag for NULL.
struct Bound {
    Slot slot;
    soci::indicator indicator = soci::i_ok;
};

bool same_kinds(std::vector<Bound> const& slots, std::vector<Kind> const& kinds) {
    return std::equal(slots.begin(), slots.end(), kinds.begin(), kinds.end(),
                      [](Bound const& bound, Kind kind) { return bound.slot.kind == kind; });
}

std::vector<Kind> kinds_of(std::vector<Bound> const& slots) {
    std::vector<Kind> kinds;
    for (Bound const& bound : slots) kinds.push_back(bound.slot.kind);
    return kinds;
}

}  // namespace

struct Statement::Impl {
    explicit Impl(Connection& given) : connection{given}, statement{given.soci()} {}

    void bind_all();
    void take_nulls();

    Connection& connection;
    soci::statement statement;
    std::vector<Bound> parameters;
    std::vector<Bound> columns;
    std::optional<std::size_t> columns_known;
    std::vector<Kind> bound_parameters;  ///< the kinds SOCI was told of
    std::vector<Kind> bound_columns;
    bool bound = false;
};

/// Tells SOCI the addresses of all slots: once per statement, and again only when the same SQL
/// text is used with other types.
void Statement::Impl::bind_all() {
    if (bound && same_kinds(parameters, bound_parameters) && same_kinds(columns, bound_columns)) {
        return;
    }
    if (bound) statement.bind_clean_up();
    for (Bound& each : parameters) {
        if (each.slot.kind == Kind::integer) {
            statement.exchange(soci::use(each.slot.integer, each.indicator));
        } else {
            statement.exchange(soci::use(each.slot.text, each.indicator));
        }
    }
    for (Bound& each : columns) {
        if (each.slot.kind == Kind::integer) {
            statement.exchange(soci::into(each.slot.integer, each.indicator));
        } else {
            statement.exchange(soci::into(each.slot.text, each.indicator));
        }
    }
    statement.define_and_bind();
    bound_parameters = kinds_of(parameters);
    bound_columns = kinds_of(columns);
    bound = true;
}

void Statement::Impl::take_nulls() {
    for (Bound& each : columns) each.slot.null = each.indicator == soci::i_null;
}

Statement::Statement(Connection& connection, std::string const& sql)
    : impl_{std::make_unique<Impl>(connection)} {
    auto const text = statement_in(connection.dialect(), sql);
    if (text.find_first_not_of(" \n;") == std::string::npos)
        throw StorageError{Failure::other, "an empty statement"};
    guarded([&] {
        impl_->statement.alloc();
        impl_->statement.prepare(text);
    });
    impl_->parameters.resize(count_places(text));
    impl_->columns_known = connection.columns_of(impl_->statement);
    impl_->columns.resize(impl_->columns_known.value_or(0));
}

Statement::~Statement() = default;

Slot& Statement::parameter(std::size_t index) {
    if (index >= impl_->parameters.size()) check_parameters(index + 1);
    return impl_->parameters[index].slot;
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
    return impl_->columns[index].slot;
}

bool Statement::execute() {
    return guarded([&] {
        impl_->bind_all();
        for (Bound& each : impl_->parameters) {
            each.indicator = each.slot.null ? soci::i_null : soci::i_ok;
        }
        bool const got = impl_->statement.execute(true);
        impl_->take_nulls();
        return got;
    });
}

bool Statement::fetch() {
    return guarded([&] {
        bool const got = impl_->statement.fetch();
        impl_->take_nulls();
        return got;
    });
}

std::int64_t Statement::affected() const {
    return impl_->statement.get_affected_rows();
}

void Statement::reset() noexcept {
    impl_->connection.reset(impl_->statement);
}

}  // namespace jincai::storage
