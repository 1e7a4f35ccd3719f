/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-report.h"

#include "vouch-response-editor.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ANSWER (vouch_answer_get_type ())
G_DECLARE_FINAL_TYPE (VouchAnswer, vouch_answer, VOUCH, ANSWER, GtkWidget)

GtkWidget *vouch_answer_new (VouchResponseEditor *editor) G_GNUC_WARN_UNUSED_RESULT;
VouchResponseEditor *vouch_answer_get_editor (VouchAnswer *self);
void vouch_answer_go_on (VouchAnswer *self);
void vouch_answer_mark_names (VouchAnswer *self, VouchReport *report);
void vouch_answer_set_locked (VouchAnswer *self, gboolean locked);
void vouch_answer_update (VouchAnswer *self, VouchItem *item, guint number, gboolean alone);

G_END_DECLS
