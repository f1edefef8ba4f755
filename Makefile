# All a newcomer needs: `make run` and `make test`. Both install what is missing by name.
BUILD ?= build
DATA ?= data
PORT ?= 8080
JOBS ?= $(shell nproc)
export PATH := $(CURDIR)/.tools/node/bin:$(PATH)

.PHONY: help setup configure build run test test-long test-browser clean

help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)

## make setup      install the Debian and npm packages this project needs
setup:
	@scripts/setup.sh

configure: setup
	@[ -f $(BUILD)/build.ninja ] || cmake -G Ninja -S . -B $(BUILD) -DCMAKE_BUILD_TYPE=RelWithDebInfo >$(BUILD).configure.log 2>&1 \
		|| { cat $(BUILD).configure.log; exit 1; }

## make build      build the program, build/jincai, and the web pages
build: configure
	@cmake --build $(BUILD) --parallel $(JOBS) --target jincai
	@scripts/build-web.sh $(BUILD)

## make run        build, create the demonstration province once, serve it (PORT=8080 DATA=data)
run: build
	@exec scripts/run.sh $(BUILD)/jincai "$(DATA)" "$(PORT)"

## make test       build everything and run the unit, integration and browser tests
test: configure
	@cmake --build $(BUILD) --parallel $(JOBS)
	@scripts/build-web.sh $(BUILD)
	@scripts/test.sh $(BUILD)

## make test-long      the same under sanitizers, twenty times killed, 500,000 rows: half an hour
test-long: configure
	@scripts/test-long.sh $(BUILD) $(JOBS)

## make test-browser   the browser tests alone: the pages and the story of a month in Chromium
test-browser: build
	@JINCAI=$(CURDIR)/$(BUILD)/jincai npm --prefix web run --silent test:browser

## make clean      remove what was built; data and installed packages stay
clean:
	@rm -rf $(BUILD) $(BUILD).configure.log web/dist
