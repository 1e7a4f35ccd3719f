/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CtlJson:
 *
 * Writes JSON as it goes along: members and elements in the order in which they are added.
 */
typedef struct _CtlJson CtlJson;

CtlJson *ctl_json_new (void) G_GNUC_WARN_UNUSED_RESULT;
void ctl_json_free (CtlJson *self);

void ctl_json_begin_object (CtlJson *self, const char *name);
void ctl_json_begin_array (CtlJson *self, const char *name);
void ctl_json_end (CtlJson *self);

void ctl_json_string (CtlJson *self, const char *name, const char *value);
void ctl_json_integer (CtlJson *self, const char *name, gint64 value);
void ctl_json_number (CtlJson *self, const char *name, double value);
void ctl_json_boolean (CtlJson *self, const char *name, gboolean value);
void ctl_json_strings (CtlJson *self, const char *name, const char *const *values);
void ctl_json_time (CtlJson *self, const char *name, gint64 unix_ms);
void ctl_json_day (CtlJson *self, const char *name, guint32 day);

const char *ctl_json_get_text (CtlJson *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtlJson, ctl_json_free)

G_END_DECLS
