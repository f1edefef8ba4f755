#include "platform/storage/connection_soci.h"

#include <soci/odbc/soci-odbc.h>
#include <soci/postgresql/soci-postgresql.h>

namespace jincai::storage {

namespace {

/// Without the details, in which a server repeats values.
std::string primary(std::string message) {
    return message.substr(0, message.find("DETAIL"));
}

}  // namespace

void rethrow_as_storage_error() {
    // Not `what()`: SOCI adds the bound values to it.
    try {
        throw;
    } catch (soci::postgresql_soci_error const& error) {
        throw StorageError{failure_of_sqlstate(error.sqlstate()),
                           primary(error.get_error_message())};
    } catch (soci::odbc_soci_error const& error) {
        auto const* state = reinterpret_cast<char const*>(error.odbc_error_code());
        throw StorageError{failure_of_sqlstate(state), primary(error.get_error_message())};
    } catch (soci::soci_error const& error) {
        bool const lost = error.get_error_category() == soci::soci_error::connection_error;
        throw StorageError{lost ? Failure::lost : Failure::other, error.get_error_message()};
    }
}

class SociConnection::SociPrepared final : public Prepared {
public:
    SociPrepared(SociConnection& connection, std::string const& sql)
        : connection_{connection}, statement_{connection.soci()} {
        connection_.checked([&] {
            statement_.alloc();
            statement_.prepare(sql);
        });
    }

    [[nodiscard]] std::optional<std::size_t> columns() override {
        return connection_.columns_of(statement_);
    }
    bool execute(std::span<Slot> parameters, std::span<Slot> columns) override {
        return connection_.checked([&] {
            bind(parameters, columns);
            for (std::size_t i = 0; i < parameters.size(); ++i)
                given_[i] = parameters[i].null ? soci::i_null : soci::i_ok;
            bool const got = statement_.execute(true);
            take_nulls(columns);
            return got;
        });
    }
    bool fetch(std::span<Slot> columns) override {
        return connection_.checked([&] {
            bool const got = statement_.fetch();
            take_nulls(columns);
            return got;
        });
    }
    [[nodiscard]] std::int64_t affected() override { return statement_.get_affected_rows(); }
    void reset() noexcept override { connection_.reset(statement_); }

private:
    void bind(std::span<Slot> parameters, std::span<Slot> columns);
    void take_nulls(std::span<Slot> columns) {
        for (std::size_t i = 0; i < columns.size(); ++i) columns[i].null = got_[i] == soci::i_null;
    }

    SociConnection& connection_;
    soci::statement statement_;
    std::vector<soci::indicator> given_;
    std::vector<soci::indicator> got_;
    std::vector<Kind> bound_;  ///< the kinds SOCI was told of, values first
    bool is_bound_ = false;
};

/// Tells SOCI the addresses of all slots: once per statement, and again only when the same SQL text
/// is used with other types.
void SociConnection::SociPrepared::bind(std::span<Slot> parameters, std::span<Slot> columns) {
    std::vector<Kind> kinds;
    for (auto const& slot : parameters) kinds.push_back(slot.kind);
    for (auto const& slot : columns) kinds.push_back(slot.kind);
    if (is_bound_ && kinds == bound_) return;
    if (is_bound_) statement_.bind_clean_up();
    given_.assign(parameters.size(), soci::i_ok);
    got_.assign(columns.size(), soci::i_ok);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        auto& slot = parameters[i];
        if (slot.kind == Kind::integer) statement_.exchange(soci::use(slot.integer, given_[i]));
        else statement_.exchange(soci::use(slot.text, given_[i]));
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
        auto& slot = columns[i];
        if (slot.kind == Kind::integer) statement_.exchange(soci::into(slot.integer, got_[i]));
        else statement_.exchange(soci::into(slot.text, got_[i]));
    }
    statement_.define_and_bind();
    bound_ = std::move(kinds);
    is_bound_ = true;
}

std::unique_ptr<Prepared> SociConnection::prepare(std::string const& sql) {
    return std::make_unique<SociPrepared>(*this, sql);
}

}  // namespace jincai::storage
