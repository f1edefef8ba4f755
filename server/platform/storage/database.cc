#include "platform/storage/database.h"

#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "platform/storage/database_impl.h"
#include "platform/storage/file_check.h"

namespace jincai::storage {

namespace {

void make_directory(std::filesystem::path const& directory) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error) throw StorageError{Failure::io, "cannot make the data directory"};
}

void end_process() {
    std::fputs("event=superseded reason=\"another server has taken over this database\"\n", stderr);
    std::_Exit(3);
}

}  // namespace

Database::Impl::Impl(Options given) : options{std::move(given)}, superseded{end_process} {
    if (options.access == Access::read_only) {
        auto const file = options.directory / "jincai.db";
        if (options.url.empty() && !std::filesystem::exists(file))
            throw StorageError{Failure::io, "there is no database in this directory"};
        return;
    }
    make_directory(options.directory);
    directory_lock.emplace(options.directory);
    std::shared_ptr<Connection> const connection = claimed();
    writer.session = std::make_unique<Session>(connection, Role::writer);
    writer.second = std::make_unique<Session>(connection, Role::writer);
    writer.second->share_numbers(*writer.session);
    models.session = std::make_unique<Session>(connected(Role::read_models), Role::read_models);
}

std::unique_ptr<Connection> Database::Impl::connected(Role role) const {
    auto connection = connect({.url = options.url,
                               .directory = options.directory,
                               .role = role,
                               .busy_timeout = options.busy_timeout,
                               .cache_kib = role == Role::reader ? options.cache_kib / 8
                                                                 : options.cache_kib,
                               .page_size = options.page_size,
                               .durable = options.durability == Durability::full});
    bool const writes = options.access == Access::exclusive;
    if (writes && !options.accepts_unsafe_server) connection->check_settings();
    return connection;
}

std::unique_ptr<Connection> Database::Impl::claimed() try {
    if (options.url.empty()) check_before_start(options.directory);
    auto connection = connected(Role::writer);
    claim.emplace(*connection, CommitNote::read(options.directory));
    note.emplace(options.directory, claim->progress());
    return connection;
} catch (StorageError const& error) {
    if (error.failure() != Failure::corrupt) throw;
    throw StorageError{Failure::corrupt,
                       fmt::format("{}: {}", options.directory.string(), error.what())};
}

/// A server's connection may have gone while nobody looked: it is made again once.
void Database::Impl::begin(Session& session, Role role) const {
    try {
        session.begin();
    } catch (StorageError const& error) {
        if (error.failure() != Failure::lost) throw;
        session.reopen(connected(role));
        session.begin();
    }
}

void Database::Impl::begin_claimed(Session& session) {
    if (claim->is_doubtful()) try_to_settle(session);
    begin(session, Role::writer);
}

News Database::Impl::commit_claimed(Session& session) {
    session.complete();
    // Before the commit: one whose answer is lost, and which is found to be kept, has news as well.
    auto news = session.take_news();
    claim->prove(session);
    try {
        session.commit();
        claim->kept();
        note->set(claim->progress());
    } catch (StorageError const& error) {
        if (!claim->is_ambiguous(error.failure())) throw;
        claim->doubt();
        session.rollback();
        try_to_settle(session);
        if (!claim->was_kept()) throw;
    }
    return news;
}

News Database::Impl::commit_models() {
    models.session->complete();
    auto news = models.session->take_news();
    models.session->commit();
    return news;
}

/// Finds out how the last commit ended.
void Database::Impl::settle(Session& session) {
    if (!options.url.empty()) session.reopen(connected(Role::writer));
    session.begin();
    try {
        claim->settle(session);
        session.commit();
    } catch (...) {
        session.rollback();
        throw;
    }
    claim->settled();
    note->set(claim->progress());
}

/// Throws `superseded`, or `unknown` as long as the database does not answer.
void Database::Impl::try_to_settle(Session& session) {
    try {
        settle(session);
    } catch (StorageError const& error) {
        if (error.failure() == Failure::superseded) throw;
        throw StorageError{Failure::unknown, error.what()};
    }
}

void tell(News const& news) {
    for (auto const& act : news) {
        try {
            act();
        } catch (std::exception const&) {
            // Nobody may take this for a failed write.
        }
    }
}

Database::Database(Options options) : impl_{std::make_unique<Impl>(std::move(options))} {}

Database::~Database() = default;

Options const& Database::options() const {
    return impl_->options;
}

void Database::on_superseded(std::function<void()> act) {
    impl_->superseded = std::move(act);
}

void Database::checkpoint() {
    if (!impl_->options.url.empty()) return;
    for (auto* pen : {&impl_->writer, &impl_->models}) {
        std::lock_guard const guard{pen->lock};
        JC_ASSERT(pen->session);
        pen->session->script("pragma wal_checkpoint(truncate)");
    }
}

Session& Database::lease_reader() const {
    std::unique_lock guard{impl_->mutex};
    auto& readers = impl_->readers;
    bool const got = impl_->returned.wait_for(guard, impl_->options.lease_timeout, [&] {
        return !impl_->free.empty() || readers.size() < impl_->options.read_sessions;
    });
    if (!got) throw StorageError{Failure::busy, "no read session became free in time"};
    if (impl_->free.empty()) {
        auto made = std::make_unique<Session>(impl_->connected(Role::reader), Role::reader);
        impl_->free.push_back(made.get());
        readers.push_back(std::move(made));
    }
    Session* const session = impl_->free.back();
    impl_->free.pop_back();
    guard.unlock();
    try {
        impl_->begin(*session, Role::reader);
    } catch (...) {
        return_reader(*session);
        throw;
    }
    return *session;
}

void Database::return_reader(Session& session) const noexcept {
    session.rollback();  // nothing was written: ending the snapshot is all there is to do
    {
        std::lock_guard const guard{impl_->mutex};
        impl_->free.push_back(&session);
    }
    impl_->returned.notify_one();
}

Session& Database::begin_write(Role role) {
    auto& pen = impl_->pen(role);
    JC_ASSERT(pen.session);
    pen.lock.lock();
    try {
        if (role == Role::writer) impl_->begin_claimed(*pen.session);
        else impl_->begin(*pen.session, role);
    } catch (StorageError const& error) {
        pen.lock.unlock();
        if (error.failure() == Failure::superseded) impl_->superseded();
        throw;
    } catch (...) {
        pen.lock.unlock();
        throw;
    }
    return *pen.session;
}

void Database::commit_write(Role role) {
    auto& pen = impl_->pen(role);
    News news;
    try {
        news = role == Role::writer ? impl_->commit_claimed(*pen.session) : impl_->commit_models();
    } catch (StorageError const& error) {
        rollback_write(role);
        if (error.failure() == Failure::superseded) impl_->superseded();
        throw;
    }
    pen.lock.unlock();
    tell(news);
}

void Database::rollback_write(Role role) noexcept {
    auto& pen = impl_->pen(role);
    pen.session->rollback();
    pen.session->forget_numbers();
    pen.lock.unlock();
}

}  // namespace jincai::storage
