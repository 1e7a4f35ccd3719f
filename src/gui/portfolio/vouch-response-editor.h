/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-portfolio.h"
#include "vouch-requirement.h"
#include "vouch-workspace.h"

#include "vouch-writing-view.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_RESPONSE_EDITOR (vouch_response_editor_get_type ())
G_DECLARE_FINAL_TYPE (VouchResponseEditor, vouch_response_editor, VOUCH, RESPONSE_EDITOR, GtkWidget)

GtkWidget *vouch_response_editor_new (VouchWorkspace *workspace,
                                      const char *portfolio,
                                      VouchRequirement *prompt) G_GNUC_WARN_UNUSED_RESULT;

VouchRequirement *vouch_response_editor_get_prompt (VouchResponseEditor *self);
const char *vouch_response_editor_get_answer (VouchResponseEditor *self);
VouchWritingView *vouch_response_editor_get_view (VouchResponseEditor *self);
gboolean vouch_response_editor_is_settled (VouchResponseEditor *self);
void vouch_response_editor_set_portfolio (VouchResponseEditor *self, VouchPortfolio *portfolio);
void vouch_response_editor_set_item (VouchResponseEditor *self, VouchItem *item);
void vouch_response_editor_set_locked (VouchResponseEditor *self, gboolean locked);
gboolean vouch_response_editor_flush (VouchResponseEditor *self, GError **error);

G_END_DECLS
