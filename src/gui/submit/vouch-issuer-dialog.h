/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ISSUER_DIALOG (vouch_issuer_dialog_get_type ())
G_DECLARE_FINAL_TYPE (VouchIssuerDialog, vouch_issuer_dialog, VOUCH, ISSUER_DIALOG, AdwWindow)

GtkWindow *vouch_issuer_dialog_new (GtkWindow *parent, VouchWorkspace *workspace);
void vouch_issuer_dialog_suggest (VouchIssuerDialog *self, const char *name, const char *url);
char *vouch_issuer_dialog_format_key (const char *key) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
