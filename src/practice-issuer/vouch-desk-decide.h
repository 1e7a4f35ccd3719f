/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-decision.h"
#include "vouch-desk.h"

G_BEGIN_DECLS

VouchDecision *vouch_desk_decide (VouchDesk *desk,
                                  const char *submission,
                                  GHashTable *levels,
                                  GHashTable *feedback,
                                  GPtrArray *scorings,
                                  const char *incomplete,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
