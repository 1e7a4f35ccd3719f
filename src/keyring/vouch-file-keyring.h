/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-keyring.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_FILE_KEYRING (vouch_file_keyring_get_type ())
G_DECLARE_FINAL_TYPE (VouchFileKeyring, vouch_file_keyring, VOUCH, FILE_KEYRING, GObject)

VouchKeyring *vouch_file_keyring_new (const char *path) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_file_keyring_default_path (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
