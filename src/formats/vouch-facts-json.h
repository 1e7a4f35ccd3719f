/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-facts.h"

G_BEGIN_DECLS

char *vouch_facts_to_json (VouchFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
VouchFacts *
vouch_facts_from_json (const char *json, gssize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
