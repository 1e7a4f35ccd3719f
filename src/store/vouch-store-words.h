/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *vouch_store_join_words (const char *const *words) G_GNUC_WARN_UNUSED_RESULT;
GStrv vouch_store_split_words (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
