#pragma once

namespace jincai::api {
class Router;
}

/// The module has no tables of its own: it reads the read models of execution.
namespace jincai::cockpit {

class Service;

void add_routes(api::Router& router, Service& service);

}  // namespace jincai::cockpit
