/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-store.h"

G_BEGIN_DECLS

VouchFacts *vouch_store_parse_facts (VouchStore *self,
                                     const char *sha256,
                                     const char *reader,
                                     const char *json) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
