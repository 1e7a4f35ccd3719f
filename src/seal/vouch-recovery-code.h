/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** VOUCH_RECOVERY_CODE_LENGTH: characters of a recovery code with its dashes. */
#define VOUCH_RECOVERY_CODE_LENGTH 29

char *vouch_recovery_code_new (void) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_recovery_code_normalize (const char *typed, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
