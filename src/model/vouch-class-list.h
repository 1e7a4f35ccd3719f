/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_CLASS_LIST (vouch_class_list_get_type ())
G_DECLARE_FINAL_TYPE (VouchClassList, vouch_class_list, VOUCH, CLASS_LIST, GObject)

VouchClassList *vouch_class_list_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* UUID. */
const char *vouch_class_list_get_id (VouchClassList *self);
void vouch_class_list_set_id (VouchClassList *self, const char *value);

/* What the teacher calls the class. */
const char *vouch_class_list_get_name (VouchClassList *self);
void vouch_class_list_set_name (VouchClassList *self, const char *value);

/* School year, as written; NULL when not said. */
const char *vouch_class_list_get_year (VouchClassList *self);
void vouch_class_list_set_year (VouchClassList *self, const char *value);

/* Who is in it: a pseudonym key and the real name each. */
guint vouch_class_list_get_n_students (VouchClassList *self);
const char *vouch_class_list_get_student (VouchClassList *self, guint index, const char **name);
void vouch_class_list_set_student (VouchClassList *self, const char *key, const char *name);
gboolean vouch_class_list_remove_student (VouchClassList *self, const char *key);
const char *vouch_class_list_find_name (VouchClassList *self, const char *key);

G_END_DECLS
