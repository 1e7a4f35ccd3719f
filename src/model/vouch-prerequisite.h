/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_PREREQUISITE (vouch_prerequisite_get_type ())
G_DECLARE_FINAL_TYPE (VouchPrerequisite, vouch_prerequisite, VOUCH, PREREQUISITE, GObject)

VouchPrerequisite *vouch_prerequisite_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* microCredential, recommended, role, experience or other. */
const char *vouch_prerequisite_get_prerequisite_type (VouchPrerequisite *self);
void vouch_prerequisite_set_prerequisite_type (VouchPrerequisite *self, const char *value);

/* URI, if it is a definition. */
const char *vouch_prerequisite_get_id (VouchPrerequisite *self);
void vouch_prerequisite_set_id (VouchPrerequisite *self, const char *value);

/* Name for people. */
const char *vouch_prerequisite_get_name (VouchPrerequisite *self);
void vouch_prerequisite_set_name (VouchPrerequisite *self, const char *value);

/* What is asked. */
const char *vouch_prerequisite_get_text (VouchPrerequisite *self);
void vouch_prerequisite_set_text (VouchPrerequisite *self, const char *value);

G_END_DECLS
