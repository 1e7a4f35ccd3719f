/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-day.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PERMISSION (vouch_permission_get_type ())
G_DECLARE_FINAL_TYPE (VouchPermission, vouch_permission, VOUCH, PERMISSION, GObject)

VouchPermission *vouch_permission_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* UUID. */
const char *vouch_permission_get_id (VouchPermission *self);
void vouch_permission_set_id (VouchPermission *self, const char *value);

/* Key of the person. */
const char *vouch_permission_get_person (VouchPermission *self);
void vouch_permission_set_person (VouchPermission *self, const char *value);

/* VouchPermissionScope flags. */
guint vouch_permission_get_scopes (VouchPermission *self);
void vouch_permission_set_scopes (VouchPermission *self, guint value);

/* What it may be used for, such as assessment. */
const char *const *vouch_permission_get_purposes (VouchPermission *self);
void vouch_permission_set_purposes (VouchPermission *self, const char *const *value);

/* program, district, or the id of a form; NULL when not said. */
const char *vouch_permission_get_form (VouchPermission *self);
void vouch_permission_set_form (VouchPermission *self, const char *value);

/* Day it was signed; none when not said. */
VouchDay vouch_permission_get_given (VouchPermission *self);
void vouch_permission_set_given (VouchPermission *self, VouchDay value);

/* Last day it holds; none for open end. */
VouchDay vouch_permission_get_until (VouchPermission *self);
void vouch_permission_set_until (VouchPermission *self, VouchDay value);

/* Day it was withdrawn; none while it stands. */
VouchDay vouch_permission_get_withdrawn (VouchPermission *self);
void vouch_permission_set_withdrawn (VouchPermission *self, VouchDay value);

/* SHA-256 of the scan of the signed form, encrypted; NULL where there is none. */
const char *vouch_permission_get_scan (VouchPermission *self);
void vouch_permission_set_scan (VouchPermission *self, const char *value);

/**
 * VouchPermissionScope:
 *
 * What a permission covers.
 */
typedef enum {
  VOUCH_PERMISSION_SCOPE_VOICE = 1 << 0,
  VOUCH_PERMISSION_SCOPE_IMAGE = 1 << 1,
  VOUCH_PERMISSION_SCOPE_WORK = 1 << 2,
} VouchPermissionScope;

gboolean vouch_permission_scopes_from_string (const char *text, guint *scopes);
char *vouch_permission_scopes_to_string (guint scopes) G_GNUC_WARN_UNUSED_RESULT;
VouchPermission *vouch_permission_copy (VouchPermission *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_permission_in_force (VouchPermission *self, VouchDay day);

G_END_DECLS
