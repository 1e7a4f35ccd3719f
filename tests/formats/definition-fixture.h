/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

GBytes *fixture_load (const char *name);
JsonNode *fixture_load_tree (const char *name);
GBytes *fixture_patched (JsonNode *base, const char *pointer, JsonNode *value);
