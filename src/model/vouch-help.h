/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_HELP (vouch_help_get_type ())
G_DECLARE_FINAL_TYPE (VouchHelp, vouch_help, VOUCH, HELP, GObject)

VouchHelp *vouch_help_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* peer, coach or other. */
const char *vouch_help_get_by (VouchHelp *self);
void vouch_help_set_by (VouchHelp *self, const char *value);

/* Words of the support policy. */
const char *const *vouch_help_get_actions (VouchHelp *self);
void vouch_help_set_actions (VouchHelp *self, const char *const *value);

/* In her own words; NULL when none. */
const char *vouch_help_get_note (VouchHelp *self);
void vouch_help_set_note (VouchHelp *self, const char *value);

G_END_DECLS
