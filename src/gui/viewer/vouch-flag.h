/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-moment.h"
#include "vouch-rubric.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_FLAG (vouch_flag_get_type ())
G_DECLARE_FINAL_TYPE (VouchFlag, vouch_flag, VOUCH, FLAG, GtkButton)

GtkWidget *
vouch_flag_new (VouchMoment *moment, VouchRubric *rubric, guint number) G_GNUC_WARN_UNUSED_RESULT;
gint64 vouch_flag_get_time (VouchFlag *self);
void vouch_flag_set_short (VouchFlag *self, gboolean is_short);
GPtrArray *vouch_flag_list_new (GPtrArray *moments, VouchRubric *rubric) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_flag_list_equal (GPtrArray *flags, GPtrArray *others);
int vouch_flag_list_find_focus (GPtrArray *flags);
gboolean vouch_flag_list_grab_focus (GPtrArray *flags, guint index);

G_END_DECLS
