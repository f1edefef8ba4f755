#include "platform/http/message.h"

#include <algorithm>

#include "base/text.h"

namespace jincai::http {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace

std::string_view to_text(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::head:
            return "HEAD";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::del:
            return "DELETE";
        case Method::patch:
            return "PATCH";
        case Method::options:
            return "OPTIONS";
        case Method::other:
            return "OTHER";
    }
    return "";
}

void Headers::add(std::string_view name, std::string_view value) {
    pairs_.emplace_back(name, value);
}

void Headers::set(std::string_view name, std::string_view value) {
    std::erase_if(pairs_, [&](auto const& pair) { return same_name(pair.first, name); });
    add(name, value);
}

std::string_view Headers::get(std::string_view name) const {
    for (auto const& [key, value] : pairs_)
        if (same_name(key, name)) return value;
    return {};
}

bool Headers::has(std::string_view name) const {
    return std::ranges::any_of(pairs_,
                               [&](auto const& pair) { return same_name(pair.first, name); });
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
    for (auto const& [key, value] : query)
        if (key == name) return value;
    return std::nullopt;
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
    for (auto const& [key, line] : headers.all()) {
        if (!same_name(key, "Cookie")) continue;
        for (auto const part : split(line, ';')) {
            auto const pair = trim(part);
            auto const equals = pair.find('=');
            if (equals != std::string_view::npos && pair.substr(0, equals) == name)
                return pair.substr(equals + 1);
        }
    }
    return std::nullopt;
}

Response text_response(int status, std::string body, std::string_view content_type) {
    Response response{.status = status, .body = std::move(body)};
    response.headers.set("Content-Type", content_type);
    return response;
}

Response json_response(int status, std::string body) {
    return text_response(status, std::move(body), "application/json");
}

std::string event_frame(std::int64_t id, std::string_view name, std::string_view data) {
    std::string frame = "id: " + std::to_string(id) + "\nevent: ";
    frame += name;
    for (auto const line : split(data, '\n')) {
        frame += "\ndata: ";
        frame += line;
    }
    return frame + "\n\n";
}

std::string_view reason(int status) {
    switch (status) {
        case 100:
            return "Continue";
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 206:
            return "Partial Content";
        case 301:
            return "Moved Permanently";
        case 302:
            return "Found";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 406:
            return "Not Acceptable";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 411:
            return "Length Required";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 422:
            return "Unprocessable Content";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 503:
            return "Service Unavailable";
        case 505:
            return "HTTP Version Not Supported";
        case 507:
            return "Insufficient Storage";
        default:
            return "Status";
    }
}

}  // namespace jincai::http
