/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-talk-line.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_TALK_LIST (vouch_talk_list_get_type ())
G_DECLARE_FINAL_TYPE (VouchTalkList, vouch_talk_list, VOUCH, TALK_LIST, GtkWidget)

GtkWidget *vouch_talk_list_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_talk_list_show (VouchTalkList *self, VouchTalk *talk, GPtrArray *turns);

G_END_DECLS
